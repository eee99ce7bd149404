/* Hashes of pieces of a text, tables that are looked up by them, keys of runs of signs.

   Optional: pieces.py does the same where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define CRC_POLYNOMIAL 0xEDB88320u

static uint32_t crc_table[256];

static void fill_crc_table(void)
{
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t value = byte;
        for (int bit = 0; bit < 8; bit++)
            value = value & 1 ? (value >> 1) ^ CRC_POLYNOMIAL : value >> 1;
        crc_table[byte] = value;
    }
}

static uint32_t crc32_of(const uint8_t *bytes, int64_t size)
{
    uint32_t value = 0xFFFFFFFFu;
    for (int64_t place = 0; place < size; place++)
        value = (value >> 8) ^ crc_table[(value ^ bytes[place]) & 0xFF];
    return ~value;
}

static PyObject *slice_hashes(PyObject *module, PyObject *args)
{
    Py_buffer text, start, end;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*", &text, &start, &end))
        return NULL;
    Py_ssize_t count = start.len / (Py_ssize_t)sizeof(int64_t);
    const uint8_t *bytes = text.buf;
    const int64_t *from = start.buf, *until = end.buf;
    PyObject *result = NULL;
    if (start.len != end.len)
        PyErr_SetString(PyExc_ValueError, "start and end must have the same length");
    else
        result = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(uint32_t));
    uint32_t *found = result ? (uint32_t *)PyBytes_AsString(result) : NULL;
    for (Py_ssize_t at = 0; result && at < count; at++) {
        if (from[at] < 0 || from[at] > until[at] || until[at] > text.len) {
            PyErr_SetString(PyExc_ValueError, "a piece lies outside the text");
            Py_CLEAR(result);
            break;
        }
        found[at] = crc32_of(bytes + from[at], until[at] - from[at]);
    }
    PyBuffer_Release(&text);
    PyBuffer_Release(&start);
    PyBuffer_Release(&end);
    return result;
}

/* How far a hash is shifted to the right to give its first bits; -1 for a table that is none. */
static int shift_of(const Py_buffer *begins, int32_t rows)
{
    int64_t groups = begins->len / (int64_t)sizeof(int32_t) - 1;
    const int32_t *begin = begins->buf;
    int bits = 0;
    while (bits < 31 && ((int64_t)1 << bits) < groups)
        bits++;
    if (bits < 1 || ((int64_t)1 << bits) != groups || begin[0] < 0 || begin[groups] > rows)
        return -1;
    for (int64_t group = 0; group < groups; group++)
        if (begin[group] > begin[group + 1])
            return -1;
    return 32 - bits;
}

static PyObject *find_hashes(PyObject *module, PyObject *args)
{
    Py_buffer keys, begins, hashes;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*", &keys, &begins, &hashes))
        return NULL;
    Py_ssize_t count = hashes.len / (Py_ssize_t)sizeof(uint32_t);
    int32_t rows = (int32_t)(keys.len / (Py_ssize_t)sizeof(uint32_t));
    const uint32_t *key = keys.buf, *hash = hashes.buf;
    const int32_t *begin = begins.buf;
    int shift = shift_of(&begins, rows);
    PyObject *result = NULL;
    if (shift < 0)
        PyErr_SetString(PyExc_ValueError, "begins must rise from 0 to the number of keys");
    else
        result = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(int32_t));
    int32_t *found = result ? (int32_t *)PyBytes_AsString(result) : NULL;
    for (Py_ssize_t at = 0; result && at < count; at++) {
        uint32_t group = hash[at] >> shift;
        found[at] = rows;
        for (int32_t row = begin[group]; row < begin[group + 1]; row++)
            if (key[row] == hash[at])
                found[at] = row;
    }
    PyBuffer_Release(&keys);
    PyBuffer_Release(&begins);
    PyBuffer_Release(&hashes);
    return result;
}

static PyObject *find_pieces(PyObject *module, PyObject *args)
{
    Py_buffer text, start, end, keys, begins, names, places;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*y*", &text, &start, &end, &keys, &begins, &names,
                          &places))
        return NULL;
    Py_ssize_t count = start.len / (Py_ssize_t)sizeof(int64_t);
    int32_t rows = (int32_t)(keys.len / (Py_ssize_t)sizeof(uint32_t));
    const int64_t *from = start.buf, *until = end.buf, *place = places.buf;
    const uint32_t *key = keys.buf;
    const int32_t *begin = begins.buf;
    const uint8_t *bytes = text.buf, *name = names.buf;
    int shift = shift_of(&begins, rows);
    PyObject *result = NULL;
    if (start.len != end.len)
        PyErr_SetString(PyExc_ValueError, "start and end must have the same length");
    else if (shift < 0 || places.len != (Py_ssize_t)sizeof(int64_t) * (rows + 1))
        PyErr_SetString(PyExc_ValueError, "begins must rise from 0; places need one more than keys");
    else
        result = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(int32_t));
    int32_t *found = result ? (int32_t *)PyBytes_AsString(result) : NULL;
    for (Py_ssize_t at = 0; result && at < count; at++) {
        int64_t size = until[at] - from[at];
        if (from[at] < 0 || size < 0 || until[at] > text.len) {
            PyErr_SetString(PyExc_ValueError, "a piece lies outside the text");
            Py_CLEAR(result);
            break;
        }
        uint32_t hash = crc32_of(bytes + from[at], size);
        found[at] = rows;
        for (int32_t row = begin[hash >> shift]; row < begin[(hash >> shift) + 1]; row++)
            if (key[row] == hash && place[row] >= 0 && place[row + 1] <= names.len &&
                place[row + 1] - place[row] == size &&
                !memcmp(name + place[row], bytes + from[at], (size_t)size))
                found[at] = row;
    }
    PyBuffer_Release(&text);
    PyBuffer_Release(&start);
    PyBuffer_Release(&end);
    PyBuffer_Release(&keys);
    PyBuffer_Release(&begins);
    PyBuffer_Release(&names);
    PyBuffer_Release(&places);
    return result;
}

/* The first eight signs of a piece, the first in the lowest byte; runs of some signs count once. */
static uint64_t run_key(const uint8_t *signs, int64_t from, int64_t until, const uint8_t *is_run)
{
    uint64_t key = 0;
    int count = 0;
    for (int64_t place = from; place < until && count < 8; place++) {
        uint8_t sign = signs[place];
        if (place > from && sign == signs[place - 1] && is_run[sign])
            continue;
        key |= (uint64_t)sign << (8 * count++);
    }
    return key;
}

static PyObject *run_keys(PyObject *module, PyObject *args)
{
    Py_buffer signs, is_run, start, end;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*y*", &signs, &is_run, &start, &end))
        return NULL;
    Py_ssize_t count = start.len / (Py_ssize_t)sizeof(int64_t);
    const int64_t *from = start.buf, *until = end.buf;
    PyObject *result = NULL;
    if (start.len != end.len || is_run.len != 256)
        PyErr_SetString(PyExc_ValueError, "start and end must have the same length, is_run 256");
    else
        result = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(uint64_t));
    uint64_t *found = result ? (uint64_t *)PyBytes_AsString(result) : NULL;
    for (Py_ssize_t at = 0; result && at < count; at++) {
        if (from[at] < 0 || from[at] > until[at] || until[at] > signs.len) {
            PyErr_SetString(PyExc_ValueError, "a piece lies outside the text");
            Py_CLEAR(result);
            break;
        }
        found[at] = run_key(signs.buf, from[at], until[at], is_run.buf);
    }
    PyBuffer_Release(&signs);
    PyBuffer_Release(&is_run);
    PyBuffer_Release(&start);
    PyBuffer_Release(&end);
    return result;
}

static PyMethodDef methods[] = {
    {"slice_hashes", slice_hashes, METH_VARARGS, "CRC-32 of pieces of bytes, as uint32."},
    {"find_hashes", find_hashes, METH_VARARGS, "Rows of hashes in a sorted table, as int32."},
    {"find_pieces", find_pieces, METH_VARARGS, "Rows of pieces in a table of names, as int32."},
    {"run_keys", run_keys, METH_VARARGS, "The first eight signs of pieces of bytes, as uint64."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_pieces", .m_size = -1, .m_methods = methods,
};

PyMODINIT_FUNC PyInit__pieces(void)
{
    fill_crc_table();
    return PyModule_Create(&definition);
}
