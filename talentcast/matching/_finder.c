/* Finds many surfaces in a long text: from the left, at each place the longest, none overlapping.

   A tree of the surfaces, level by level, so that the children of a node stand side by side: node n
   has the label label[n], the children node[n].first to node[n + 1].first - 1 and, if a surface ends
   there, its number in node[n].surface, else -1. Most places begin no surface: tables of bits, small
   enough to stay near the processor, tell which pairs of characters may, and with which third
   character, others their nodes. _finder_scan.c asks the bits for a stretch of the text at once,
   the nodes only where they say so.

   Optional: surface_finder.py uses ahocorasick-rs where this was not compiled. */

#include "_finder.h"
#include <stdlib.h>
#include <string.h>

#define CHARACTERS 65536
#define SPACE 4 /* slots for each pair or three characters, at least */

typedef struct {
    const uint16_t *codes;
    const int64_t *begin; /* of each surface in codes, and the end of the last */
    const int64_t *order; /* numbers of the surfaces, sorted by their codes */
} Surfaces;

static void set(uint32_t *bits, uint32_t slot)
{
    bits[slot >> 5] |= 1u << (slot & 31);
}

static void free_arrays(Finder *self)
{
    free(self->node);
    free(self->label);
    free(self->may_begin);
    free(self->is_whole);
    free(self->may_go_on);
    free(self->pairs);
    free(self->triples);
    free(self->single);
    free(self->is_single);
}

/* Number the nodes level by level. `span` holds which surfaces pass through each node. */
static int32_t grow(Finder *self, const Surfaces *all, int64_t count, int64_t *span)
{
    int32_t nodes = 1, node = 0, level_end = 1;
    int64_t depth = 0;
    span[0] = 0;
    span[1] = count;
    for (; node < nodes; node++) {
        if (node == level_end) {
            level_end = nodes;
            depth++;
        }
        int64_t low = span[2 * (int64_t)node], high = span[2 * (int64_t)node + 1];
        int64_t number = all->order[low];
        self->node[node].surface = -1;
        if (all->begin[number + 1] - all->begin[number] == depth) {
            self->node[node].surface = (int32_t)number;
            low++;
        }
        self->node[node].first = nodes;
        while (low < high) {
            uint16_t code = all->codes[all->begin[all->order[low]] + depth];
            int64_t until = low + 1;
            while (until < high && all->codes[all->begin[all->order[until]] + depth] == code)
                until++;
            self->label[nodes] = code;
            span[2 * (int64_t)nodes] = low;
            span[2 * (int64_t)nodes + 1] = until;
            nodes++;
            low = until;
        }
    }
    self->node[nodes].first = nodes;
    return nodes;
}

/* The slots of a table of so many nodes, less one. */
static uint32_t mask_for(int32_t nodes)
{
    uint32_t size = 1;
    while (size < SPACE * (uint32_t)nodes)
        size *= 2;
    return size - 1;
}

/* Note the third characters behind two. */
static void note_triples(Finder *self, uint16_t one, int32_t node)
{
    for (int32_t three = self->node[node].first; three < self->node[node + 1].first; three++) {
        uint32_t slot = triple_slot(one, self->label[node], self->label[three]);
        set(self->may_go_on, slot);
        for (slot &= self->triple_mask; self->triples[slot] != ROOT;)
            slot = (slot + 1) & self->triple_mask;
        self->triples[slot] = three;
    }
}

/* Note a pair: what it is, its node and what goes on from there. */
static void note_pair(Finder *self, uint16_t one, int32_t node)
{
    uint32_t slot = pair_slot(one, self->label[node]);
    set(self->may_begin, slot);
    if (self->node[node].surface >= 0)
        set(self->is_whole, slot);
    for (slot &= self->pair_mask; self->pairs[slot];)
        slot = (slot + 1) & self->pair_mask;
    self->pairs[slot] = pair_key(one, self->label[node]) | (uint32_t)node;
    note_triples(self, one, node);
}

/* Note how surfaces begin: surfaces of one character, and the nodes of two and three. */
static int note_beginnings(Finder *self)
{
    int32_t first = self->node[ROOT].first, second = self->node[first].first;
    int32_t third = self->node[second].first;
    self->pair_mask = mask_for(third - second);
    self->triple_mask = mask_for(self->node[third].first - third);
    self->pairs = calloc((size_t)self->pair_mask + 1, sizeof(uint64_t));
    self->triples = calloc((size_t)self->triple_mask + 1, sizeof(int32_t));
    if (!self->pairs || !self->triples)
        return -1;
    memset(self->single, 0xff, CHARACTERS * sizeof(int32_t));
    for (int32_t one = first; one < second; one++) {
        self->single[self->label[one]] = self->node[one].surface;
        if (self->node[one].surface >= 0)
            set(self->is_single, self->label[one]);
        for (int32_t two = self->node[one].first; two < self->node[one + 1].first; two++)
            note_pair(self, self->label[one], two);
    }
    return 0;
}

static int build(Finder *self, const Surfaces *all, int64_t count)
{
    int64_t most = all->begin[count] + 2;
    int64_t *span = malloc((size_t)most * 2 * sizeof(int64_t));
    self->node = malloc((size_t)most * sizeof(Node));
    self->label = malloc(((size_t)most + SCANNED_CHILDREN) * sizeof(uint16_t));
    self->may_begin = calloc((1u << PAIR_BITS) / 8, 1);
    self->is_whole = calloc((1u << PAIR_BITS) / 8, 1);
    self->may_go_on = calloc((1u << TRIPLE_BITS) / 8, 1);
    self->single = malloc(CHARACTERS * sizeof(int32_t));
    self->is_single = calloc(CHARACTERS / 8, 1);
    if (!span || !self->node || !self->label || !self->may_begin || !self->is_whole ||
        !self->may_go_on || !self->single || !self->is_single) {
        free(span);
        return -1;
    }
    size_t nodes = (size_t)grow(self, all, count, span);
    free(span);
    /* Most characters of the surfaces are shared: give back what was not needed. */
    self->node = realloc(self->node, (nodes + 1) * sizeof(Node));
    self->label = realloc(self->label, (nodes + SCANNED_CHILDREN) * sizeof(uint16_t));
    memset(self->label + nodes, 0, SCANNED_CHILDREN * sizeof(uint16_t));
    return note_beginnings(self);
}

static PyObject *finder_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    Py_buffer codes, begin, order;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "y*y*y*", &codes, &begin, &order))
        return NULL;
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Finder *self = (Finder *)alloc(type, 0);
    int64_t count = order.len / (Py_ssize_t)sizeof(int64_t);
    Surfaces all = {codes.buf, begin.buf, order.buf};
    if (self && (begin.len != (count + 1) * (Py_ssize_t)sizeof(int64_t) || count == 0)) {
        PyErr_SetString(PyExc_ValueError, "begin needs one number more than order, order one or more");
        Py_DECREF(self);
        self = NULL;
    } else if (self && build(self, &all, count) < 0) {
        PyErr_NoMemory();
        Py_DECREF(self);
        self = NULL;
    }
    PyBuffer_Release(&codes);
    PyBuffer_Release(&begin);
    PyBuffer_Release(&order);
    return (PyObject *)self;
}

static void finder_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    free_arrays((Finder *)object);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

/* find(codes, found): write number, start and end of what is found, return how many numbers. */
static PyObject *finder_find(PyObject *object, PyObject *args)
{
    PyObject *codes, *rows;
    Py_buffer text, found;
    if (!PyArg_ParseTuple(args, "OO", &codes, &rows) ||
        PyObject_GetBuffer(codes, &text, PyBUF_SIMPLE) < 0)
        return NULL;
    if (PyObject_GetBuffer(rows, &found, PyBUF_WRITABLE) < 0) {
        PyBuffer_Release(&text);
        return NULL;
    }
    int64_t size = text.len / (Py_ssize_t)sizeof(uint16_t), written = 0;
    int is_room = found.len / (Py_ssize_t)sizeof(int32_t) >= (size + 1) * 3 && size < INT32_MAX &&
                  (uintptr_t)found.buf % sizeof(int32_t) == 0;
    if (is_room) {
        Py_BEGIN_ALLOW_THREADS
        written = scan((Finder *)object, text.buf, size, found.buf);
        Py_END_ALLOW_THREADS
    }
    PyBuffer_Release(&text);
    PyBuffer_Release(&found);
    if (!is_room) {
        PyErr_SetString(PyExc_ValueError, "found: three numbers a character and three more are needed");
        return NULL;
    }
    return PyLong_FromLongLong(written);
}

static PyMethodDef finder_methods[] = {
    {"find", finder_find, METH_VARARGS, "Numbers, starts and ends of what is found in UTF-16 codes."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot finder_slots[] = {
    {Py_tp_new, finder_new},
    {Py_tp_dealloc, finder_dealloc},
    {Py_tp_methods, finder_methods},
    {0, NULL},
};

static PyType_Spec finder_spec = {
    .name = "talentcast.matching._finder.Finder",
    .basicsize = sizeof(Finder),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = finder_slots,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_finder", .m_size = -1,
};

PyMODINIT_FUNC PyInit__finder(void)
{
    PyObject *made = PyModule_Create(&module);
    PyObject *type = PyType_FromSpec(&finder_spec);
    if (!made || !type || PyModule_AddObjectRef(made, "Finder", type) < 0) {
        Py_XDECREF(type);
        Py_XDECREF(made);
        return NULL;
    }
    Py_DECREF(type);
    return made;
}
