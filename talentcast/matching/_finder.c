/* Finds many surfaces in a long text: from the left, at each place the longest, none overlapping.

   A tree of the surfaces, level by level, so that the children of a node stand side by side: node n
   has the label label[n], the children first[n] to first[n + 1] - 1 and, if a surface ends there,
   its number in surface[n], else -1. Most places begin no surface: a table of bits, small enough
   to stay near the processor, tells which pairs of characters may, a second one their nodes.

   Optional: surface_finder.py uses ahocorasick-rs where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PAIR_BITS 18
#define CHARACTERS 65536
#define PAIR_SPACE 4       /* slots for each pair, at least */
#define SCANNED_CHILDREN 8 /* more are searched by halves */

typedef struct {
    PyObject_HEAD
    int32_t *first, *surface;
    uint16_t *label;
    uint8_t *may_begin; /* a bit for each slot of a pair */
    uint64_t *pairs;    /* both characters and the node of the second; 0: free */
    uint32_t mask;      /* the last slot of pairs */
    int32_t *single;    /* surfaces of one character, else -1 */
} Finder;

typedef struct {
    const uint16_t *codes;
    const int64_t *begin; /* of each surface in codes, and the end of the last */
    const int64_t *order; /* numbers of the surfaces, sorted by their codes */
} Surfaces;

static uint32_t pair_slot(uint16_t one, uint16_t two)
{
    return (one * 0x9E3779B1u + two * 0x85EBCA77u) >> (32 - PAIR_BITS);
}

static uint64_t pair_key(uint16_t one, uint16_t two)
{
    return ((uint64_t)one << 48) | ((uint64_t)two << 32);
}

/* The node that two characters lead to, or -1. */
static int32_t pair_node(const Finder *self, uint16_t one, uint16_t two)
{
    uint32_t slot = pair_slot(one, two);
    if (!(self->may_begin[slot >> 3] & (1u << (slot & 7))))
        return -1;
    for (slot &= self->mask; self->pairs[slot]; slot = (slot + 1) & self->mask)
        if ((self->pairs[slot] ^ pair_key(one, two)) >> 32 == 0)
            return (int32_t)(uint32_t)self->pairs[slot];
    return -1;
}

/* The node of a child, or -1. */
static int32_t child(const Finder *self, int32_t node, uint16_t code)
{
    int32_t low = self->first[node], high = self->first[node + 1];
    while (high - low > SCANNED_CHILDREN) {
        int32_t middle = low + (high - low) / 2;
        if (self->label[middle] <= code)
            low = middle;
        else
            high = middle;
    }
    for (; low < high; low++)
        if (self->label[low] == code)
            return low;
    return -1;
}

static void free_arrays(Finder *self)
{
    free(self->first);
    free(self->surface);
    free(self->label);
    free(self->may_begin);
    free(self->pairs);
    free(self->single);
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
        self->surface[node] = -1;
        if (all->begin[number + 1] - all->begin[number] == depth) {
            self->surface[node] = (int32_t)number;
            low++;
        }
        self->first[node] = nodes;
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
    self->first[nodes] = nodes;
    return nodes;
}

/* Note how surfaces begin: surfaces of one character, and the nodes of pairs. */
static int note_beginnings(Finder *self)
{
    int32_t first = self->first[0], last = self->first[1], size = 1;
    while (size < PAIR_SPACE * (self->first[last] - last))
        size *= 2;
    self->mask = (uint32_t)size - 1;
    self->pairs = calloc((size_t)size, sizeof(uint64_t));
    if (!self->pairs)
        return -1;
    memset(self->single, 0xff, CHARACTERS * sizeof(int32_t));
    for (int32_t one = first; one < last; one++) {
        self->single[self->label[one]] = self->surface[one];
        for (int32_t two = self->first[one]; two < self->first[one + 1]; two++) {
            uint32_t slot = pair_slot(self->label[one], self->label[two]);
            self->may_begin[slot >> 3] |= (uint8_t)(1u << (slot & 7));
            for (slot &= self->mask; self->pairs[slot];)
                slot = (slot + 1) & self->mask;
            self->pairs[slot] = pair_key(self->label[one], self->label[two]) | (uint32_t)two;
        }
    }
    return 0;
}

static int build(Finder *self, const Surfaces *all, int64_t count)
{
    int64_t most = all->begin[count] + 2;
    int64_t *span = malloc((size_t)most * 2 * sizeof(int64_t));
    self->first = malloc((size_t)most * sizeof(int32_t));
    self->surface = malloc((size_t)most * sizeof(int32_t));
    self->label = malloc((size_t)most * sizeof(uint16_t));
    self->may_begin = calloc((1u << PAIR_BITS) / 8, 1);
    self->single = malloc(CHARACTERS * sizeof(int32_t));
    if (!span || !self->first || !self->surface || !self->label || !self->may_begin ||
        !self->single) {
        free(span);
        return -1;
    }
    size_t nodes = (size_t)grow(self, all, count, span);
    free(span);
    /* Most characters of the surfaces are shared: give back what was not needed. */
    self->first = realloc(self->first, (nodes + 1) * sizeof(int32_t));
    self->surface = realloc(self->surface, nodes * sizeof(int32_t));
    self->label = realloc(self->label, nodes * sizeof(uint16_t));
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

/* Write number, start and end of what is found, in turn; return how many numbers were written. */
static int64_t scan(const Finder *self, const uint16_t *text, int64_t size, int64_t *found)
{
    int64_t written = 0, place = 0;
    while (place < size) {
        int32_t best = self->single[text[place]];
        int64_t end = place + 1, next = place + 2;
        int32_t node = next <= size ? pair_node(self, text[place], text[place + 1]) : -1;
        while (node >= 0) {
            if (self->surface[node] >= 0) {
                best = self->surface[node];
                end = next;
            }
            node = next < size ? child(self, node, text[next]) : -1;
            next++;
        }
        if (best >= 0) {
            found[written++] = best;
            found[written++] = place;
            found[written++] = end;
        }
        place = end;
    }
    return written;
}

static PyObject *finder_find(PyObject *object, PyObject *codes)
{
    Py_buffer text;
    if (PyObject_GetBuffer(codes, &text, PyBUF_SIMPLE) < 0)
        return NULL;
    int64_t size = text.len / (Py_ssize_t)sizeof(uint16_t), written = 0;
    int64_t *found = malloc((size_t)(size + 1) * 3 * sizeof(int64_t));
    if (found) {
        Py_BEGIN_ALLOW_THREADS
        written = scan((Finder *)object, text.buf, size, found);
        Py_END_ALLOW_THREADS
    }
    PyBuffer_Release(&text);
    if (!found)
        return PyErr_NoMemory();
    PyObject *result =
        PyBytes_FromStringAndSize((char *)found, (Py_ssize_t)(written * (int64_t)sizeof(int64_t)));
    free(found);
    return result;
}

static PyMethodDef finder_methods[] = {
    {"find", finder_find, METH_O, "Numbers, starts and ends of what is found in UTF-16 codes."},
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
