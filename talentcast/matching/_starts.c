/* Finds where patterns can begin in many texts, by tables of characters and pairs of characters.

   Each bit of a mark is a pattern. A character has the marks of `one`; a pair of neighbours has
   those of `two`, and those of `longer` if the pair behind it has them in `next`, all of these only
   as far as `second` has them for its second character. Pairs share places in the tables.

   Optional: pattern_starts.py does the same with arrays where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHARACTERS 65536
#define SPREAD 40503u
#define BEYOND 2     /* characters behind the last text */
#define STRETCH 2048 /* characters that are looked at before their patterns are */

enum { ONE, TWO, LONGER, NEXT, SECOND, TABLES };

typedef struct {
    PyObject_HEAD
    uint16_t tables[TABLES][CHARACTERS];
    uint8_t is_one[CHARACTERS / 8], is_pair[CHARACTERS / 8]; /* a bit for each */
    uint16_t in_number; /* marks that stand behind no digit */
} Starts;

typedef struct {
    int64_t *row, *place;
    uint16_t *marks;
    int64_t count, room;
} Found;

static uint16_t hash(const uint16_t *pair)
{
    return (uint16_t)(pair[0] * SPREAD + pair[1]);
}

static uint16_t marks_of(const Starts *self, const uint16_t *code, uint16_t before)
{
    uint16_t pair = hash(code);
    uint16_t marks = self->tables[TWO][pair];
    marks |= self->tables[LONGER][pair] & self->tables[NEXT][hash(code + 1)];
    marks &= self->tables[SECOND][code[1]];
    marks |= self->tables[ONE][code[0]];
    return before >= '0' && before <= '9' ? marks & (uint16_t)~self->in_number : marks;
}

static int grow(Found *found)
{
    int64_t room = found->room ? 2 * found->room : 1024;
    int64_t *row = realloc(found->row, (size_t)room * sizeof(int64_t));
    if (row)
        found->row = row;
    int64_t *place = realloc(found->place, (size_t)room * sizeof(int64_t));
    if (place)
        found->place = place;
    uint16_t *marks = realloc(found->marks, (size_t)room * sizeof(uint16_t));
    if (marks)
        found->marks = marks;
    if (!row || !place || !marks)
        return -1;
    found->room = room;
    return 0;
}

/* Write the places from `first` to before `last` where a pattern may begin; return how many. */
static int32_t may_begin_at(const Starts *self, const uint16_t *codes, int64_t first, int64_t last,
                            int32_t *places)
{
    int32_t count = 0;
    for (int64_t i = first; i < last; i++) { /* no branch: it is hard to foresee */
        uint16_t pair = hash(codes + i);
        places[count] = (int32_t)(i - first);
        count += ((self->is_one[codes[i] >> 3] >> (codes[i] & 7)) |
                  (self->is_pair[pair >> 3] >> (pair & 7))) & 1;
    }
    return count;
}

/* `ends` says where each text ends, with one character behind it. */
static int scan(const Starts *self, const uint16_t *codes, int64_t size, const int64_t *ends,
                int64_t texts, Found *found)
{
    int32_t places[STRETCH];
    int64_t row = 0;
    for (int64_t first = 0; first < size; first += STRETCH) {
        int64_t last = first + STRETCH < size ? first + STRETCH : size;
        int32_t count = may_begin_at(self, codes, first, last, places);
        for (int32_t at = 0; at < count; at++) {
            int64_t i = first + places[at];
            uint16_t marks = marks_of(self, codes + i, i ? codes[i - 1] : 0);
            if (!marks)
                continue;
            while (row < texts && ends[row] <= i)
                row++;
            if (row == texts)
                return 0;
            if (found->count == found->room && grow(found) < 0)
                return -1;
            found->row[found->count] = row;
            found->place[found->count] = i - (row ? ends[row - 1] : 0);
            found->marks[found->count++] = marks;
        }
    }
    return 0;
}

static PyObject *starts_find(PyObject *object, PyObject *args)
{
    Py_buffer codes, ends;
    if (!PyArg_ParseTuple(args, "y*y*", &codes, &ends))
        return NULL;
    int64_t size = codes.len / (Py_ssize_t)sizeof(uint16_t) - BEYOND;
    int64_t texts = ends.len / (Py_ssize_t)sizeof(int64_t);
    Found found = {0};
    int failed;
    PyObject *result = NULL;
    Py_BEGIN_ALLOW_THREADS
    failed = scan((Starts *)object, codes.buf, size, ends.buf, texts, &found);
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&codes);
    PyBuffer_Release(&ends);
    if (failed)
        PyErr_NoMemory();
    else
        result = Py_BuildValue("y#y#y#", found.row ? (char *)found.row : "",
                               (Py_ssize_t)(found.count * (int64_t)sizeof(int64_t)),
                               found.place ? (char *)found.place : "",
                               (Py_ssize_t)(found.count * (int64_t)sizeof(int64_t)),
                               found.marks ? (char *)found.marks : "",
                               (Py_ssize_t)(found.count * (int64_t)sizeof(uint16_t)));
    free(found.row);
    free(found.place);
    free(found.marks);
    return result;
}

static PyObject *starts_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    Py_buffer tables;
    unsigned short in_number;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "y*H", &tables, &in_number))
        return NULL;
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Starts *self = (Starts *)alloc(type, 0);
    if (self && tables.len != (Py_ssize_t)sizeof(self->tables)) {
        PyErr_SetString(PyExc_ValueError, "expected five tables of all characters");
        Py_DECREF(self);
        self = NULL;
    } else if (self) {
        self->in_number = in_number;
        memcpy(self->tables, tables.buf, sizeof(self->tables));
        for (uint32_t i = 0; i < CHARACTERS; i++) {
            if (self->tables[ONE][i])
                self->is_one[i >> 3] |= (uint8_t)(1u << (i & 7));
            if (self->tables[TWO][i] | self->tables[LONGER][i])
                self->is_pair[i >> 3] |= (uint8_t)(1u << (i & 7));
        }
    }
    PyBuffer_Release(&tables);
    return (PyObject *)self;
}

static void starts_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

static PyMethodDef starts_methods[] = {
    {"find", starts_find, METH_VARARGS,
     "Number of the text, place in it and marks of each place where a pattern can begin."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot starts_slots[] = {
    {Py_tp_new, starts_new},
    {Py_tp_dealloc, starts_dealloc},
    {Py_tp_methods, starts_methods},
    {0, NULL},
};

static PyType_Spec starts_spec = {
    .name = "talentcast.matching._starts.Starts",
    .basicsize = sizeof(Starts),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = starts_slots,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_starts", .m_size = -1,
};

PyMODINIT_FUNC PyInit__starts(void)
{
    PyObject *made = PyModule_Create(&module);
    PyObject *type = PyType_FromSpec(&starts_spec);
    if (!made || !type || PyModule_AddObjectRef(made, "Starts", type) < 0) {
        Py_XDECREF(type);
        Py_XDECREF(made);
        return NULL;
    }
    Py_DECREF(type);
    return made;
}
