/* Finds many surfaces in a long text: from the left, at each place the longest, none overlapping.

   A tree of the surfaces, level by level, so that the children of a node stand side by side: node n
   has the label label[n], the children node[n].first to node[n + 1].first - 1 and, if a surface ends
   there, its number in node[n].surface, else -1. Most places begin no surface: tables of bits, small
   enough to stay near the processor, tell which pairs of characters may, and with which third
   character, another their nodes. Bits are asked for a stretch of the text at once, the nodes only
   where they say so.

   Optional: surface_finder.py uses ahocorasick-rs where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined(__GNUC__) && defined(__SSE2__)
#include <emmintrin.h>
#endif

#define PAIR_BITS 18
#define TRIPLE_BITS 20
#define CHARACTERS 65536
#define PAIR_SPACE 4       /* slots for each pair, at least */
#define STRETCH 2048       /* characters that are looked at before their surfaces are */
#define AHEAD 6            /* places that are asked for early */
#define SCANNED_CHILDREN 8 /* more are searched by halves */

typedef struct {
    int32_t first, surface; /* side by side: both are looked at together */
} Node;

typedef struct {
    PyObject_HEAD
    Node *node;
    uint16_t *label;
    uint8_t *may_begin; /* a bit for each slot of a pair */
    uint8_t *is_whole;  /* the same, of the pairs that are surfaces */
    uint8_t *may_go_on; /* a bit for each slot of three characters */
    uint64_t *pairs;    /* both characters and the node of the second; 0: free */
    uint32_t mask;      /* the last slot of pairs */
    int32_t *single;    /* surfaces of one character, else -1 */
    uint8_t *is_single; /* a bit for each character that is a surface */
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

static uint32_t triple_slot(uint16_t one, uint16_t two, uint16_t three)
{
    return (one * 0x9E3779B1u + two * 0x85EBCA77u + three * 0xC2B2AE3Du) >> (32 - TRIPLE_BITS);
}

static uint32_t has(const uint8_t *bits, uint32_t slot)
{
    return bits[slot >> 3] >> (slot & 7) & 1u;
}

static void set(uint8_t *bits, uint32_t slot)
{
    bits[slot >> 3] |= (uint8_t)(1u << (slot & 7));
}

static uint64_t pair_key(uint16_t one, uint16_t two)
{
    return ((uint64_t)one << 48) | ((uint64_t)two << 32);
}

/* The node that two characters lead to, or -1. */
static int32_t pair_node(const Finder *self, uint16_t one, uint16_t two)
{
    uint32_t slot = pair_slot(one, two) & self->mask;
    for (; self->pairs[slot]; slot = (slot + 1) & self->mask)
        if ((self->pairs[slot] ^ pair_key(one, two)) >> 32 == 0)
            return (int32_t)(uint32_t)self->pairs[slot];
    return -1;
}

/* Ask for the memory of a pair that is looked up soon. */
static void fetch(const Finder *self, const uint16_t *text, int64_t size, int64_t place)
{
#ifdef __GNUC__
    if (place + 1 < size)
        __builtin_prefetch(&self->pairs[pair_slot(text[place], text[place + 1]) & self->mask]);
#else
    (void)self, (void)text, (void)size, (void)place;
#endif
}

/* Where a label stands among up to SCANNED_CHILDREN, or -1; so many may be read. */
static int32_t labelled(const uint16_t *label, int32_t count, uint16_t code)
{
#if defined(__GNUC__) && defined(__SSE2__)
    __m128i codes = _mm_set1_epi16((short)code);
    __m128i same = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)label), codes);
    uint32_t hit = (uint32_t)_mm_movemask_epi8(same) & ((1u << 2 * count) - 1);
    return hit ? __builtin_ctz(hit) / 2 : -1;
#else
    for (int32_t at = 0; at < count; at++)
        if (label[at] == code)
            return at;
    return -1;
#endif
}

/* The node of a child, or -1. */
static int32_t child(const Finder *self, int32_t node, uint16_t code)
{
    int32_t low = self->node[node].first, high = self->node[node + 1].first;
    while (high - low > SCANNED_CHILDREN) {
        int32_t middle = low + (high - low) / 2;
        if (self->label[middle] <= code)
            low = middle;
        else
            high = middle;
    }
    int32_t at = labelled(self->label + low, high - low, code);
    return at < 0 ? -1 : low + at;
}

static void free_arrays(Finder *self)
{
    free(self->node);
    free(self->label);
    free(self->may_begin);
    free(self->is_whole);
    free(self->may_go_on);
    free(self->pairs);
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

/* Note how surfaces begin: surfaces of one character, and the nodes of pairs. */
static int note_beginnings(Finder *self)
{
    int32_t first = self->node[0].first, last = self->node[1].first, size = 1;
    while (size < PAIR_SPACE * (self->node[last].first - last))
        size *= 2;
    self->mask = (uint32_t)size - 1;
    self->pairs = calloc((size_t)size, sizeof(uint64_t));
    if (!self->pairs)
        return -1;
    memset(self->single, 0xff, CHARACTERS * sizeof(int32_t));
    for (int32_t one = first; one < last; one++) {
        self->single[self->label[one]] = self->node[one].surface;
        if (self->node[one].surface >= 0)
            set(self->is_single, self->label[one]);
        for (int32_t two = self->node[one].first; two < self->node[one + 1].first; two++) {
            uint32_t slot = pair_slot(self->label[one], self->label[two]);
            set(self->may_begin, slot);
            if (self->node[two].surface >= 0)
                set(self->is_whole, slot);
            for (int32_t three = self->node[two].first; three < self->node[two + 1].first; three++)
                set(self->may_go_on, triple_slot(self->label[one], self->label[two], self->label[three]));
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

/* Write the places from `first` to before `last` where a surface may begin; return how many. */
static int32_t may_begin_at(const Finder *self, const uint16_t *text, int64_t size, int64_t first,
                            int64_t last, int32_t *places)
{
    int32_t count = 0;
    for (int64_t place = first; place < last; place++) { /* no branch: it is hard to foresee */
        uint16_t one = text[place], two = place + 1 < size ? text[place + 1] : 0;
        uint32_t slot = pair_slot(one, two);
        places[count] = (int32_t)(place - first);
        count += (int32_t)(has(self->may_begin, slot) | has(self->is_single, one));
    }
    return count;
}

/* Keep those places at which two or three characters agree too; return how many. */
static int32_t go_on_at(const Finder *self, const uint16_t *text, int64_t size, int64_t first,
                        int32_t *places, int32_t count)
{
    int32_t kept = 0;
    for (int32_t at = 0; at < count; at++) {
        int64_t place = first + places[at];
        uint16_t one = text[place], two = place + 1 < size ? text[place + 1] : 0;
        uint16_t three = place + 2 < size ? text[place + 2] : 0;
        places[kept] = places[at];
        kept += (int32_t)(has(self->is_single, one) | has(self->is_whole, pair_slot(one, two)) |
                          has(self->may_go_on, triple_slot(one, two, three)));
    }
    return kept;
}

/* Write number, start and end of what begins at a place; return whether anything does. */
static int find_at(const Finder *self, const uint16_t *text, int64_t size, int64_t place,
                   int64_t *found)
{
    int32_t best = self->single[text[place]];
    int64_t end = place + 1, next = place + 2;
    int32_t node = next <= size ? pair_node(self, text[place], text[place + 1]) : -1;
    while (node >= 0) {
        if (self->node[node].surface >= 0) {
            best = self->node[node].surface;
            end = next;
        }
        node = next < size ? child(self, node, text[next]) : -1;
        next++;
    }
    if (best < 0)
        return 0;
    found[0] = best;
    found[1] = place;
    found[2] = end;
    return 1;
}

/* Write number, start and end of what is found, in turn; return how many numbers were written. */
static int64_t scan(const Finder *self, const uint16_t *text, int64_t size, int64_t *found)
{
    int32_t places[STRETCH + AHEAD] = {0};
    int64_t written = 0, next = 0;
    for (int64_t first = 0; first < size; first += STRETCH) {
        int64_t last = first + STRETCH < size ? first + STRETCH : size;
        int32_t count = may_begin_at(self, text, size, first, last, places);
        count = go_on_at(self, text, size, first, places, count);
        for (int32_t at = 0; at < count; at++) {
            fetch(self, text, size, first + places[at + AHEAD]);
            if (first + places[at] >= next &&
                find_at(self, text, size, first + places[at], found + written)) {
                next = found[written + 2];
                written += 3;
            }
        }
    }
    return written;
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
    int is_room = found.len / (Py_ssize_t)sizeof(int64_t) >= (size + 1) * 3 &&
                  (uintptr_t)found.buf % sizeof(int64_t) == 0;
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
