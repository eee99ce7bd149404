/* The loops of the reader of English texts: hashes of pieces of a text, tables that are looked up
   by them, and the best reading of sequences of scores. What the words, features and scores are
   is settled in Python.

   Optional: slice_hashes.py and best_paths.py do the same where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>

#define CRC_POLYNOMIAL 0xEDB88320u
#define NEVER (-1e9)

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

/* What a character is, as bits of which some are asked for. */
typedef struct {
    unsigned int word, single, after, before;
} Kinds;

/* Write start, first, last and end of runs of characters of words and of single signs, in turn:
   the run, and what is left of it without some characters at its end and its beginning. Return how
   many numbers were written. */
static int64_t runs_of(const uint16_t *kinds, int64_t size, const Kinds *asked, int64_t *found)
{
    int64_t written = 0;
    for (int64_t place = 0; place < size;) {
        int64_t start = place, first, last;
        if (!(kinds[place] & (asked->word | asked->single))) {
            place++;
            continue;
        }
        place++;
        if (kinds[start] & asked->word)
            while (place < size && kinds[place] & asked->word)
                place++;
        for (last = place; last > start && kinds[last - 1] & asked->after;)
            last--;
        for (first = start; first < last && kinds[first] & asked->before;)
            first++;
        found[written++] = start;
        found[written++] = first;
        found[written++] = last;
        found[written++] = place;
    }
    return written;
}

static PyObject *find_runs(PyObject *module, PyObject *args)
{
    Py_buffer kinds;
    Kinds asked;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*IIII", &kinds, &asked.word, &asked.single, &asked.after,
                          &asked.before))
        return NULL;
    int64_t size = kinds.len / (Py_ssize_t)sizeof(uint16_t);
    int64_t *found = malloc((size_t)(size + 1) * 4 * sizeof(int64_t));
    PyObject *result = NULL;
    if (found) {
        int64_t written = runs_of(kinds.buf, size, &asked, found);
        result = PyBytes_FromStringAndSize((char *)found, (Py_ssize_t)(written * 8));
    } else
        PyErr_NoMemory();
    free(found);
    PyBuffer_Release(&kinds);
    return result;
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
        uint32_t value = 0xFFFFFFFFu;
        for (int64_t place = from[at]; place < until[at]; place++)
            value = (value >> 8) ^ crc_table[(value ^ bytes[place]) & 0xFF];
        found[at] = ~value;
    }
    PyBuffer_Release(&text);
    PyBuffer_Release(&start);
    PyBuffer_Release(&end);
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

typedef struct {
    const double *scores; /* of begin and inside of every word, in turn */
    const uint8_t *cuts;  /* where no name can go on */
    const double *steps;  /* from outside, begin, inside to each of them */
    double lean;          /* added to each begin */
    uint8_t *back;        /* the best state before each of the three, two bits each */
} Chain;

/* The best state before a state, given what each of the three leads to; later ones win ties. */
static int best_of(double outside, double begin, double inside)
{
    if (inside >= outside && inside >= begin)
        return 2;
    return begin >= outside ? 1 : 0;
}

/* The last state of the best reading of words first to stop - 1. */
static int read_ahead(const Chain *chain, int64_t first, int64_t stop)
{
    const double *steps = chain->steps;
    double outside = 0.0, begin = NEVER, inside = NEVER;
    double to_outside = 0.0, to_begin = 0.0; /* from the start of a sequence steps are free */
    for (int64_t at = first; at < stop; at++) {
        double out[3] = {outside + to_outside, begin + steps[3], inside + steps[6]};
        double start[3] = {outside + to_begin, begin + steps[4], inside + steps[7]};
        double on[3] = {NEVER, begin + steps[5], inside + steps[8]};
        int before_out = best_of(out[0], out[1], out[2]);
        int before_begin = best_of(start[0], start[1], start[2]);
        int before_inside = on[2] >= on[1] ? 2 : 1;
        outside = out[before_out];
        begin = start[before_begin] + chain->scores[2 * at] + chain->lean;
        inside = chain->cuts[at] ? NEVER : on[before_inside] + chain->scores[2 * at + 1];
        chain->back[at] = (uint8_t)(before_out | before_begin << 2 | before_inside << 4);
        to_outside = steps[0];
        to_begin = steps[1];
    }
    return best_of(outside, begin, inside);
}

/* Write the names of the best reading of some words from the last to the first; return how many
   numbers were written. */
static int64_t read_back(const Chain *chain, int64_t first, int64_t stop, int state, int64_t *spans)
{
    int64_t written = 0, end = stop;
    for (int64_t at = stop - 1; at >= first; at--) {
        if (state == 1) {
            spans[written++] = end;
            spans[written++] = at;
        }
        if (state != 2)
            end = at;
        state = chain->back[at] >> (2 * state) & 3;
    }
    return written;
}

static int are_sequences(const Py_buffer *begins, int64_t words)
{
    int64_t count = begins->len / (int64_t)sizeof(int64_t);
    const int64_t *begin = begins->buf;
    if (count < 1 || begin[0] != 0 || begin[count - 1] != words)
        return 0;
    for (int64_t at = 1; at < count; at++)
        if (begin[at - 1] > begin[at])
            return 0;
    return 1;
}

static PyObject *best_paths(PyObject *module, PyObject *args)
{
    Py_buffer scores, cuts, begins, steps;
    Chain chain;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*y*d", &scores, &cuts, &begins, &steps, &chain.lean))
        return NULL;
    int64_t words = cuts.len, written = 0;
    int64_t count = begins.len / (int64_t)sizeof(int64_t) - 1;
    int64_t *spans = malloc((size_t)(2 * words + 2) * sizeof(int64_t));
    chain.scores = scores.buf;
    chain.cuts = cuts.buf;
    chain.steps = steps.buf;
    chain.back = malloc((size_t)words + 1);
    PyObject *result = NULL;
    if (!spans || !chain.back)
        PyErr_NoMemory();
    else if (scores.len != words * 2 * (Py_ssize_t)sizeof(double) ||
             steps.len != 9 * (Py_ssize_t)sizeof(double) || !are_sequences(&begins, words))
        PyErr_SetString(PyExc_ValueError, "scores, cuts, begins and steps do not fit together");
    else {
        const int64_t *begin = begins.buf;
        for (int64_t at = count - 1; at >= 0; at--) {
            int state = read_ahead(&chain, begin[at], begin[at + 1]);
            written += read_back(&chain, begin[at], begin[at + 1], state, spans + written);
        }
        for (int64_t low = 0, high = written - 1; low < high; low++, high--) {
            int64_t one = spans[low];
            spans[low] = spans[high];
            spans[high] = one;
        }
        result = PyBytes_FromStringAndSize((char *)spans, (Py_ssize_t)(written * 8));
    }
    free(spans);
    free(chain.back);
    PyBuffer_Release(&scores);
    PyBuffer_Release(&cuts);
    PyBuffer_Release(&begins);
    PyBuffer_Release(&steps);
    return result;
}

static PyMethodDef methods[] = {
    {"slice_hashes", slice_hashes, METH_VARARGS, "CRC-32 of pieces of bytes, as uint32."},
    {"find_runs", find_runs, METH_VARARGS, "Start, first, last, end of runs, as int64."},
    {"find_hashes", find_hashes, METH_VARARGS, "Rows of hashes in a sorted table, as int32."},
    {"run_keys", run_keys, METH_VARARGS, "The first eight signs of pieces of bytes, as uint64."},
    {"best_paths", best_paths, METH_VARARGS, "First and last-plus-one words of names, as int64."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_tagger", .m_size = -1, .m_methods = methods,
};

PyMODINIT_FUNC PyInit__tagger(void)
{
    fill_crc_table();
    return PyModule_Create(&definition);
}
