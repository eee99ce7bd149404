/* Adds up the features of short texts: characters and pairs of characters of runs, and names.

   A text is a row of pieces. A piece of kind 0 is the next run of characters: each of its
   characters is a feature of weight weights[0], each pair of neighbours one of weight weights[1].
   A piece of another kind k is the next name, a feature of weight weights[k] whose number is given.

   The weights of a feature of one text are added, in the order of the text, and multiplied by what
   the feature counts. Features without a number count `unknown` and are only part of the length.

   Optional: title_queries.py does the same in Python where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHARACTERS 65536
#define PAIR_SPACE 4 /* slots for each pair, at least */
#define RUN 0
#define KINDS_OF_RUNS 2 /* weights that runs take */

typedef struct {
    PyObject_HEAD
    int32_t *single; /* number of each character, else -1 */
    uint64_t *pairs; /* both characters and, from 1, the number of the pair; 0: free */
    uint32_t mask;   /* the last slot of pairs */
    double *counts;  /* what each feature is multiplied by */
    int64_t features;
    double unknown;
} Grams;

typedef struct {
    const int64_t *first;  /* pieces of each text */
    const uint8_t *kind;   /* of each piece */
    const int64_t *run;    /* where each run ends in codes */
    const uint16_t *codes; /* all runs, joined */
    const int64_t *name;   /* number of each name; one beyond the features is unknown */
    const double *weights;
    int64_t texts, pieces, runs, characters, names, kinds;
} Texts;

typedef struct {
    int64_t key; /* number of a known feature, else beyond all numbers */
    double weight;
} Feature;

/* Features of the texts that were read, and those of the text that is read now. */
typedef struct {
    int64_t *first, *place;
    double *weight, *norm;
    int64_t written;
    Feature *features;
    int64_t count;
    int64_t *slots; /* place in features of each key, by hash, from 1 */
    uint32_t mask;
} Desk;

static uint32_t hash(uint64_t key)
{
    return (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32);
}

static int64_t pair_number(const Grams *self, uint16_t one, uint16_t two)
{
    uint32_t pair = ((uint32_t)one << 16) | two;
    for (uint32_t slot = hash(pair) & self->mask; self->pairs[slot]; slot = (slot + 1) & self->mask)
        if (self->pairs[slot] >> 32 == pair)
            return (int64_t)(uint32_t)self->pairs[slot] - 1;
    return -1;
}

/* Add a weight to a feature of the text. */
static void add(Desk *desk, int64_t key, double weight)
{
    uint32_t slot = hash((uint64_t)key) & desk->mask;
    for (; desk->slots[slot]; slot = (slot + 1) & desk->mask) {
        Feature *feature = &desk->features[desk->slots[slot] - 1];
        if (feature->key == key) {
            feature->weight += weight;
            return;
        }
    }
    desk->features[desk->count] = (Feature){key, weight};
    desk->slots[slot] = ++desk->count;
}

/* A key for characters without a number: `code` is below 1 << 33. */
static int64_t unknown_key(uint64_t code)
{
    return (int64_t)(((uint64_t)1 << 62) | code);
}

static void add_run(const Grams *self, const Texts *texts, int64_t begin, int64_t end, Desk *desk)
{
    const uint16_t *codes = texts->codes;
    for (int64_t i = begin; i < end; i++) {
        int64_t number = self->single[codes[i]];
        add(desk, number >= 0 ? number : unknown_key(((uint64_t)1 << 32) | codes[i]),
            texts->weights[0]);
    }
    for (int64_t i = begin; i + 1 < end; i++) {
        int64_t number = pair_number(self, codes[i], codes[i + 1]);
        add(desk, number >= 0 ? number : unknown_key(((uint64_t)codes[i] << 16) | codes[i + 1]),
            texts->weights[1]);
    }
}

/* Write the features of the text that was read, and clear the desk. */
static void write_text(const Grams *self, int64_t text, Desk *desk)
{
    double squares = 0.0;
    for (int64_t i = 0; i < desk->count; i++) {
        const Feature *feature = &desk->features[i];
        int is_known = feature->key < self->features;
        double weight = feature->weight * (is_known ? self->counts[feature->key] : self->unknown);
        squares += weight * weight;
        if (is_known) {
            desk->place[desk->written] = feature->key;
            desk->weight[desk->written++] = weight;
        }
        /* Others that stand behind it go too: then they are gone when their turn comes. */
        for (uint32_t slot = hash((uint64_t)feature->key) & desk->mask; desk->slots[slot];
             slot = (slot + 1) & desk->mask)
            desk->slots[slot] = 0;
    }
    desk->count = 0;
    desk->norm[text] = squares > 0.0 ? sqrt(squares) : 1.0;
    desk->first[text + 1] = desk->written;
}

static void read_all(const Grams *self, const Texts *texts, Desk *desk)
{
    int64_t run = 0, name = 0;
    desk->first[0] = 0;
    for (int64_t text = 0; text < texts->texts; text++) {
        for (int64_t piece = texts->first[text]; piece < texts->first[text + 1]; piece++) {
            if (texts->kind[piece] == RUN) {
                add_run(self, texts, run ? texts->run[run - 1] : 0, texts->run[run], desk);
                run++;
            } else {
                add(desk, texts->name[name++], texts->weights[texts->kind[piece]]);
            }
        }
        write_text(self, text, desk);
    }
}

static int rises(const int64_t *number, int64_t count, int64_t end)
{
    int64_t last = 0;
    for (int64_t i = 0; i < count; i++) {
        if (number[i] < last)
            return 0;
        last = number[i];
    }
    return last == end;
}

static int fit(const Texts *texts)
{
    int64_t runs = 0;
    if (texts->texts < 0 || texts->first[0] != 0 || texts->kinds < KINDS_OF_RUNS ||
        !rises(texts->first, texts->texts + 1, texts->pieces) ||
        !rises(texts->run, texts->runs, texts->characters))
        return 0;
    for (int64_t i = 0; i < texts->pieces; i++) {
        if (texts->kind[i] >= texts->kinds)
            return 0;
        runs += texts->kind[i] == RUN;
    }
    for (int64_t i = 0; i < texts->names; i++)
        if (texts->name[i] < 0 || texts->name[i] >= (int64_t)1 << 61)
            return 0;
    return runs == texts->runs && texts->pieces - runs == texts->names;
}

static void free_desk(Desk *desk)
{
    free(desk->first);
    free(desk->place);
    free(desk->weight);
    free(desk->norm);
    free(desk->features);
    free(desk->slots);
}

/* How many features a text may have: a run of n characters has fewer than 2 n. */
static size_t most_features(const Texts *texts)
{
    int64_t most = 0, run = 0;
    for (int64_t text = 0; text < texts->texts; text++) {
        int64_t count = 0, begin = run ? texts->run[run - 1] : 0;
        for (int64_t piece = texts->first[text]; piece < texts->first[text + 1]; piece++)
            texts->kind[piece] == RUN ? run++ : count++;
        count += 2 * ((run ? texts->run[run - 1] : 0) - begin);
        most = count > most ? count : most;
    }
    return (size_t)most + 1;
}

static int set_desk(Desk *desk, const Texts *texts)
{
    size_t all = (size_t)(2 * texts->characters + texts->names) + 1, slots = 2;
    size_t most = most_features(texts);
    if (most >= (size_t)1 << 30)
        return 0;
    while (slots < 2 * most)
        slots *= 2;
    desk->mask = (uint32_t)(slots - 1);
    desk->first = malloc(((size_t)texts->texts + 1) * sizeof(int64_t));
    desk->norm = malloc(((size_t)texts->texts + 1) * sizeof(double));
    desk->place = malloc(all * sizeof(int64_t));
    desk->weight = malloc(all * sizeof(double));
    desk->features = malloc(most * sizeof(Feature));
    desk->slots = calloc(slots, sizeof(int64_t));
    return desk->first && desk->norm && desk->place && desk->weight && desk->features &&
           desk->slots;
}

static PyObject *answer(const Grams *self, const Texts *texts)
{
    PyObject *result = NULL;
    Desk desk = {0};
    if (!fit(texts)) {
        PyErr_SetString(PyExc_ValueError, "pieces, runs and names do not fit each other");
    } else if (!set_desk(&desk, texts)) {
        PyErr_NoMemory();
    } else {
        Py_BEGIN_ALLOW_THREADS
        read_all(self, texts, &desk);
        Py_END_ALLOW_THREADS
        result = Py_BuildValue("y#y#y#y#", (char *)desk.first, (Py_ssize_t)(8 * (texts->texts + 1)),
                               (char *)desk.place, (Py_ssize_t)(8 * desk.written),
                               (char *)desk.weight, (Py_ssize_t)(8 * desk.written),
                               (char *)desk.norm, (Py_ssize_t)(8 * texts->texts));
    }
    free_desk(&desk);
    return result;
}

static PyObject *grams_read(PyObject *object, PyObject *args)
{
    Py_buffer first, kind, run, codes, name, weights;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*", &first, &kind, &run, &codes, &name, &weights))
        return NULL;
    Texts texts = {
        first.buf, kind.buf, run.buf, codes.buf, name.buf, weights.buf,
        first.len / 8 - 1, kind.len, run.len / 8, codes.len / 2, name.len / 8, weights.len / 8,
    };
    PyObject *result = answer((Grams *)object, &texts);
    PyBuffer_Release(&first);
    PyBuffer_Release(&kind);
    PyBuffer_Release(&run);
    PyBuffer_Release(&codes);
    PyBuffer_Release(&name);
    PyBuffer_Release(&weights);
    return result;
}

static int build(Grams *self, const Py_buffer *codes, const Py_buffer *numbers,
                 const Py_buffer *counts)
{
    const uint16_t *code = codes->buf;
    const int32_t *number = numbers->buf;
    int64_t grams = numbers->len / (Py_ssize_t)sizeof(int32_t);
    size_t slots = 2;
    while (slots < PAIR_SPACE * (size_t)grams)
        slots *= 2;
    self->mask = (uint32_t)(slots - 1);
    self->features = counts->len / (Py_ssize_t)sizeof(double);
    self->single = malloc(CHARACTERS * sizeof(int32_t));
    self->pairs = calloc(slots, sizeof(uint64_t));
    self->counts = malloc((size_t)counts->len + 1);
    if (!self->single || !self->pairs || !self->counts) {
        PyErr_NoMemory();
        return -1;
    }
    memset(self->single, 0xff, CHARACTERS * sizeof(int32_t));
    memcpy(self->counts, counts->buf, (size_t)counts->len);
    for (int64_t i = 0; i < grams; i++) {
        if (number[i] < 0 || number[i] >= self->features) {
            PyErr_SetString(PyExc_ValueError, "a gram has no number of a feature");
            return -1;
        }
        if (!code[2 * i + 1]) { /* a single character */
            self->single[code[2 * i]] = number[i];
            continue;
        }
        uint32_t pair = ((uint32_t)code[2 * i] << 16) | code[2 * i + 1];
        uint32_t slot = hash(pair) & self->mask;
        while (self->pairs[slot])
            slot = (slot + 1) & self->mask;
        self->pairs[slot] = ((uint64_t)pair << 32) | (uint32_t)(number[i] + 1);
    }
    return 0;
}

static PyObject *grams_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    Py_buffer codes, numbers, counts;
    double unknown;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "y*y*y*d", &codes, &numbers, &counts, &unknown))
        return NULL;
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Grams *self = (Grams *)alloc(type, 0);
    if (self && (codes.len != numbers.len || numbers.len % 4 || counts.len % 8)) {
        PyErr_SetString(PyExc_ValueError, "expected two characters and a number of each gram");
        Py_DECREF(self);
        self = NULL;
    } else if (self) {
        self->unknown = unknown;
        if (build(self, &codes, &numbers, &counts) < 0) {
            Py_DECREF(self);
            self = NULL;
        }
    }
    PyBuffer_Release(&codes);
    PyBuffer_Release(&numbers);
    PyBuffer_Release(&counts);
    return (PyObject *)self;
}

static void grams_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    Grams *self = (Grams *)object;
    free(self->single);
    free(self->pairs);
    free(self->counts);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

static PyMethodDef grams_methods[] = {
    {"read", grams_read, METH_VARARGS,
     "First, place and weight of the features of texts, and their lengths."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot grams_slots[] = {
    {Py_tp_new, grams_new},
    {Py_tp_dealloc, grams_dealloc},
    {Py_tp_methods, grams_methods},
    {0, NULL},
};

static PyType_Spec grams_spec = {
    .name = "talentcast.matching._grams.Grams",
    .basicsize = sizeof(Grams),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = grams_slots,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_grams", .m_size = -1,
};

PyMODINIT_FUNC PyInit__grams(void)
{
    PyObject *made = PyModule_Create(&module);
    PyObject *type = PyType_FromSpec(&grams_spec);
    if (!made || !type || PyModule_AddObjectRef(made, "Grams", type) < 0) {
        Py_XDECREF(type);
        Py_XDECREF(made);
        return NULL;
    }
    Py_DECREF(type);
    return made;
}
