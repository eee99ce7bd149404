/* Brings texts to normal form: each character becomes what a table says of it, those beyond the
   basic plane what it says last.

   Optional: text.py does the same with numpy where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>

#define BEYOND 65536 /* the last character of the table */
#define AROUND 2     /* line ends beside those behind each text: before the first, behind the last */

typedef struct {
    Py_UCS4 *characters; /* of one text */
    Py_ssize_t room;
} Desk;

static int fit(Desk *desk, Py_ssize_t size)
{
    if (size <= desk->room)
        return 0;
    Py_UCS4 *characters = realloc(desk->characters, (size_t)size * sizeof(Py_UCS4));
    if (!characters) {
        PyErr_NoMemory();
        return -1;
    }
    desk->characters = characters;
    desk->room = size;
    return 0;
}

/* How many characters texts have with a line end behind each; below 0 if one is no text. */
static Py_ssize_t joined_size(PyObject *texts)
{
    Py_ssize_t size = PyList_Size(texts);
    for (Py_ssize_t i = PyList_Size(texts) - 1; i >= 0; i--) {
        Py_ssize_t length = PyUnicode_GetLength(PyList_GetItem(texts, i));
        if (length < 0)
            return -1;
        size += length;
    }
    return size;
}

/* Return a text in normal form, and write its characters to `codes`. */
static PyObject *plain_text(PyObject *text, const uint32_t *table, Desk *desk, uint16_t *codes)
{
    Py_ssize_t length = PyUnicode_GetLength(text);
    if (fit(desk, length + 1) < 0 || !PyUnicode_AsUCS4(text, desk->characters, length + 1, 0))
        return NULL;
    Py_UCS4 *characters = desk->characters;
    for (Py_ssize_t i = 0; i < length; i++) {
        uint32_t plain = table[characters[i] < BEYOND ? characters[i] : BEYOND];
        characters[i] = plain;
        codes[i] = (uint16_t)plain;
    }
    const uint16_t probe = 1;
    int order = *(const uint8_t *)&probe ? -1 : 1;
    return PyUnicode_DecodeUTF32((const char *)characters, length * (Py_ssize_t)sizeof(Py_UCS4),
                                 NULL, &order);
}

static int read_all(PyObject *texts, const uint32_t *table, PyObject *found, uint16_t *codes)
{
    Desk desk = {0};
    int failed = 0;
    *codes++ = '\n';
    for (Py_ssize_t i = 0; i < PyList_Size(texts) && !failed; i++) {
        PyObject *text = PyList_GetItem(texts, i);
        PyObject *plain = plain_text(text, table, &desk, codes);
        failed = !plain || PyList_SetItem(found, i, plain) < 0;
        if (!failed) {
            codes += PyUnicode_GetLength(text);
            *codes++ = '\n';
        }
    }
    if (!failed)
        *codes = '\n';
    free(desk.characters);
    return failed ? -1 : 0;
}

static PyObject *plain_texts(PyObject *module, PyObject *args)
{
    PyObject *texts, *result = NULL;
    Py_buffer table;
    (void)module;
    if (!PyArg_ParseTuple(args, "O!y*", &PyList_Type, &texts, &table))
        return NULL;
    Py_ssize_t size = joined_size(texts);
    if (table.len != (Py_ssize_t)((BEYOND + 1) * sizeof(uint32_t))) {
        PyErr_SetString(PyExc_ValueError, "expected a table of all characters and one more");
    } else if (size >= 0) {
        PyObject *found = PyList_New(PyList_Size(texts));
        PyObject *codes = PyBytes_FromStringAndSize(NULL, (size + AROUND) * (Py_ssize_t)sizeof(uint16_t));
        if (found && codes && read_all(texts, table.buf, found, (uint16_t *)PyBytes_AsString(codes)) == 0)
            result = PyTuple_Pack(2, found, codes);
        Py_XDECREF(found);
        Py_XDECREF(codes);
    }
    PyBuffer_Release(&table);
    return result;
}

static PyMethodDef functions[] = {
    {"plain_texts", plain_texts, METH_VARARGS,
     "Texts in normal form, and their characters with line ends before, between and twice behind."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_plain", .m_size = -1, .m_methods = functions,
};

PyMODINIT_FUNC PyInit__plain(void)
{
    return PyModule_Create(&module);
}
