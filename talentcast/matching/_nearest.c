/* Sparse vectors in groups: for each of many queries, its largest product with each group.

   Features that few vectors have stand in lists: feature f has the entries rare_first[f] to
   rare_first[f + 1] - 1, each a vector and its weight. What a vector has of the other, common
   features is its length times its direction; each of these features lists the directions that have
   a part of it, and each direction the groups in which it occurs, with its greatest length there.

   All sums run in the order of the query's features (of the common ones, by their number), from 0.

   The groups stand in blocks of one size. What is found of groups at one place of all blocks is
   added, each times the share of its block.

   Optional: title_vectors.py multiplies sparse matrices where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    RARE_FIRST, RARE_VECTOR, RARE_WEIGHT,
    COMMON_FIRST, COMMON_DIRECTION, COMMON_PART,
    LONGEST_FIRST, LONGEST_GROUP, LONGEST_LENGTH,
    GROUP, DIRECTION, LENGTH, SHARE,
    TABLES
};

/* Bytes of an item of each table. */
static const int item_size[TABLES] = {8, 4, 8, 8, 4, 8, 8, 4, 8, 4, 4, 8, 8};

typedef struct {
    double length;
    int32_t group, direction;
} Vector;

typedef struct {
    PyObject_HEAD
    Py_buffer tables[TABLES];
    int held; /* how many of them */
    int64_t vectors, groups, blocks, rare, common, directions;
    Vector *of_vector; /* group, direction and length once more, side by side */
} Nearest;

typedef struct {
    const int64_t *first, *place; /* of each query in place; the rarer features, then the common */
    const double *weight, *norm;
    int64_t count;
} Queries;

typedef struct {
    int64_t feature;
    double weight;
} Entry;

/* The common features of a query. */
typedef struct {
    int64_t query;
    const Entry *entry;
    int64_t count;
} Common;

typedef struct {
    double *products, *along; /* sums of each vector and of each direction; 0 between queries */
    int32_t *touched, *touched_directions;
    int64_t directions; /* how many are touched */
    double *largest; /* of each group, from common features alone */
    double *found;   /* of each group */
    Entry *entries;
    Common *common; /* of each query */
} Desk;

static int64_t items(const Nearest *self, int table)
{
    return self->tables[table].len / item_size[table];
}

static const int64_t *firsts(const Nearest *self, int table)
{
    return self->tables[table].buf;
}

static const int32_t *numbers(const Nearest *self, int table)
{
    return self->tables[table].buf;
}

static const double *values(const Nearest *self, int table)
{
    return self->tables[table].buf;
}

/* Whether numbers rise from 0 to `end`. */
static int rises(const int64_t *first, int64_t count, int64_t end)
{
    if (count < 1 || first[0] != 0 || first[count - 1] != end)
        return 0;
    for (int64_t i = 1; i < count; i++)
        if (first[i] < first[i - 1])
            return 0;
    return 1;
}

static int all_below(const Nearest *self, int table, int64_t limit)
{
    const int32_t *number = numbers(self, table);
    for (int64_t i = 0; i < items(self, table); i++)
        if (number[i] < 0 || number[i] >= limit)
            return 0;
    return 1;
}

static int lists_are_sound(const Nearest *self, int first, int64_t limit)
{
    int64_t size = items(self, first + 1);
    return items(self, first + 2) == size && all_below(self, first + 1, limit) &&
           rises(firsts(self, first), items(self, first), size);
}

static int is_sound(Nearest *self)
{
    for (int table = 0; table < TABLES; table++)
        if (self->tables[table].len % item_size[table])
            return 0;
    self->vectors = items(self, GROUP);
    self->rare = items(self, RARE_FIRST) - 1;
    self->common = items(self, COMMON_FIRST) - 1;
    self->directions = items(self, LONGEST_FIRST) - 1;
    self->blocks = items(self, SHARE);
    return self->groups >= 0 && self->blocks > 0 && self->groups % self->blocks == 0 &&
           self->vectors < INT32_MAX &&
           items(self, DIRECTION) == self->vectors && items(self, LENGTH) == self->vectors &&
           all_below(self, GROUP, self->groups) && all_below(self, DIRECTION, self->directions) &&
           lists_are_sound(self, RARE_FIRST, self->vectors) &&
           lists_are_sound(self, COMMON_FIRST, self->directions) &&
           lists_are_sound(self, LONGEST_FIRST, self->groups);
}

static PyObject *nearest_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    PyObject *tables;
    long long groups;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "O!L", &PyTuple_Type, &tables, &groups))
        return NULL;
    if (PyTuple_Size(tables) != TABLES)
        return PyErr_Format(PyExc_ValueError, "got %zd tables; expected %d", PyTuple_Size(tables), TABLES);
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Nearest *self = (Nearest *)alloc(type, 0);
    if (!self)
        return NULL;
    self->groups = groups;
    for (; self->held < TABLES; self->held++) {
        PyObject *table = PyTuple_GetItem(tables, self->held);
        if (PyObject_GetBuffer(table, &self->tables[self->held], PyBUF_SIMPLE) < 0) {
            Py_DECREF(self);
            return NULL;
        }
    }
    if (!is_sound(self)) {
        PyErr_SetString(PyExc_ValueError, "tables do not fit each other");
        Py_DECREF(self);
        return NULL;
    }
    self->of_vector = malloc(((size_t)self->vectors + 1) * sizeof(Vector));
    if (!self->of_vector) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    for (int64_t i = 0; i < self->vectors; i++)
        self->of_vector[i] = (Vector){values(self, LENGTH)[i], numbers(self, GROUP)[i],
                                      numbers(self, DIRECTION)[i]};
    return (PyObject *)self;
}

static void nearest_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    Nearest *self = (Nearest *)object;
    while (self->held > 0)
        PyBuffer_Release(&self->tables[--self->held]);
    free(self->of_vector);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

static void free_desk(Desk *desk)
{
    free(desk->products);
    free(desk->along);
    free(desk->touched);
    free(desk->touched_directions);
    free(desk->largest);
    free(desk->found);
    free(desk->entries);
    free(desk->common);
}

/* How many places a query touches at most: as many as its lists have entries. */
static size_t most_entries(const Nearest *self, const Queries *queries)
{
    int64_t most = 0;
    for (int64_t query = 0; query < queries->count; query++) {
        int64_t entries = 0;
        for (int64_t i = queries->first[query]; i < queries->first[query + 1]; i++) {
            int is_rare = queries->place[i] < self->rare;
            const int64_t *first = firsts(self, is_rare ? RARE_FIRST : COMMON_FIRST) +
                                   queries->place[i] - (is_rare ? 0 : self->rare);
            entries += first[1] - first[0];
        }
        most = entries > most ? entries : most;
    }
    return (size_t)most;
}

static int set_desk(Desk *desk, const Nearest *self, const Queries *queries)
{
    size_t room = (most_entries(self, queries) + 1) * sizeof(int32_t);
    size_t vectors = (size_t)self->vectors + 1, directions = (size_t)self->directions + 1;
    desk->products = calloc(vectors, sizeof(double));
    desk->along = calloc(directions, sizeof(double));
    desk->touched = malloc(room);
    desk->touched_directions = malloc(room);
    desk->largest = malloc(((size_t)self->groups + 1) * sizeof(double));
    desk->found = malloc(((size_t)self->groups + 1) * sizeof(double));
    desk->entries = malloc(((size_t)queries->first[queries->count] + 1) * sizeof(Entry));
    desk->common = malloc(((size_t)queries->count + 1) * sizeof(Common));
    return desk->products && desk->along && desk->touched && desk->touched_directions &&
           desk->largest && desk->found && desk->entries && desk->common;
}

/* The order in which alike queries stand side by side; 0 for alike ones. */
static int compare(const void *one, const void *other)
{
    const Common *a = one, *b = other;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int64_t i = 0; i < a->count; i++) {
        if (a->entry[i].feature != b->entry[i].feature)
            return a->entry[i].feature < b->entry[i].feature ? -1 : 1;
        if (a->entry[i].weight != b->entry[i].weight)
            return a->entry[i].weight < b->entry[i].weight ? -1 : 1;
    }
    return 0;
}

static void raise_to(double *largest, double value)
{
    *largest = value > *largest ? value : *largest;
}

/* Add weight times each entry of a list to the sums; return how many have been touched. */
static int64_t add(const Nearest *self, int list, int64_t feature, double weight, double *sums,
                   int32_t *touched, int64_t count)
{
    const int64_t *first = firsts(self, list) + feature;
    const int32_t *place = numbers(self, list + 1);
    const double *value = values(self, list + 2);
    for (int64_t i = first[0], end = first[1]; i < end; i++) {
        /* Without a branch: whether a place was touched before can't be foreseen. */
        double sum = sums[place[i]];
        touched[count] = place[i];
        count += sum == 0.0;
        sums[place[i]] = sum + weight * value[i];
    }
    return count;
}

/* Write the largest products that come from common features alone. */
static void read_common(const Nearest *self, const Common *common, Desk *desk)
{
    while (desk->directions > 0)
        desk->along[desk->touched_directions[--desk->directions]] = 0.0;
    memset(desk->largest, 0, (size_t)self->groups * sizeof(double));
    for (int64_t i = 0; i < common->count; i++)
        desk->directions = add(self, COMMON_FIRST, common->entry[i].feature - self->rare,
                               common->entry[i].weight, desk->along, desk->touched_directions,
                               desk->directions);
    for (int64_t i = 0; i < desk->directions; i++) {
        int32_t direction = desk->touched_directions[i];
        double along = desk->along[direction];
        const int64_t *first = firsts(self, LONGEST_FIRST) + direction;
        for (int64_t at = first[0], end = first[1]; at < end; at++)
            raise_to(&desk->largest[numbers(self, LONGEST_GROUP)[at]],
                     along * values(self, LONGEST_LENGTH)[at]);
    }
}

static void add_blocks(const Nearest *self, const double *found, double norm, double *total)
{
    int64_t size = self->groups / self->blocks;
    const double *share = values(self, SHARE);
    for (int64_t i = 0; i < size; i++)
        total[i] = share[0] * (found[i] / norm);
    for (int64_t block = 1; block < self->blocks; block++)
        for (int64_t i = 0; i < size; i++)
            total[i] += share[block] * (found[block * size + i] / norm);
}

/* Write the largest products of a query; `along` holds what is of its common features. */
static void read_query(const Nearest *self, const Queries *queries, int64_t query, Desk *desk,
                       double *total)
{
    int64_t vectors = 0;
    for (int64_t i = queries->first[query]; i < queries->first[query + 1]; i++)
        if (queries->place[i] < self->rare)
            vectors = add(self, RARE_FIRST, queries->place[i], queries->weight[i], desk->products,
                          desk->touched, vectors);
    memcpy(desk->found, desk->largest, (size_t)self->groups * sizeof(double));
    for (int64_t i = 0; i < vectors; i++) {
        int32_t place = desk->touched[i];
        const Vector *vector = &self->of_vector[place];
        double value = desk->products[place] + desk->along[vector->direction] * vector->length;
        desk->products[place] = 0.0;
        raise_to(&desk->found[vector->group], value);
    }
    add_blocks(self, desk->found, queries->norm[query], total);
}

/* Take the common features of each query in their order, and put alike queries side by side. */
static void sort_common(const Nearest *self, const Queries *queries, Desk *desk)
{
    Entry *entry = desk->entries;
    for (int64_t query = 0; query < queries->count; query++) {
        Common *common = &desk->common[query];
        *common = (Common){query, entry, 0};
        for (int64_t i = queries->first[query]; i < queries->first[query + 1]; i++) {
            if (queries->place[i] < self->rare)
                continue;
            int64_t at = common->count++;
            for (; at > 0 && entry[at - 1].feature > queries->place[i]; at--)
                entry[at] = entry[at - 1];
            entry[at] = (Entry){queries->place[i], queries->weight[i]};
        }
        entry += common->count;
    }
    qsort(desk->common, (size_t)queries->count, sizeof(Common), compare);
}

static void read_all(const Nearest *self, const Queries *queries, Desk *desk, double *total)
{
    int64_t size = self->groups / self->blocks;
    sort_common(self, queries, desk);
    for (int64_t i = 0; i < queries->count; i++) {
        const Common *common = &desk->common[i];
        if (i == 0 || compare(common - 1, common) != 0)
            read_common(self, common, desk);
        read_query(self, queries, common->query, desk, total + common->query * size);
    }
}

static int fit(const Nearest *self, const Queries *queries, const Py_buffer *given)
{
    int64_t entries = given[1].len / 8;
    if (given[0].len % 8 || given[1].len % 8 || given[2].len != given[1].len ||
        given[3].len != given[0].len - 8 || queries->count >= INT32_MAX ||
        !rises(queries->first, queries->count + 1, entries))
        return 0;
    for (int64_t i = 0; i < entries; i++)
        if (queries->place[i] < 0 || queries->place[i] >= self->rare + self->common)
            return 0;
    return 1;
}

static PyObject *answer(const Nearest *self, const Py_buffer *given)
{
    Queries queries = {given[0].buf, given[1].buf, given[2].buf, given[3].buf, given[0].len / 8 - 1};
    if (!fit(self, &queries, given)) {
        PyErr_SetString(PyExc_ValueError, "queries do not fit each other or the tables");
        return NULL;
    }
    if (given[4].len != queries.count * (self->groups / self->blocks) * 8) {
        PyErr_SetString(PyExc_ValueError, "expected room for each query and place of a block");
        return NULL;
    }
    Desk desk = {0};
    int is_set = set_desk(&desk, self, &queries);
    if (is_set) {
        Py_BEGIN_ALLOW_THREADS
        read_all(self, &queries, &desk, given[4].buf);
        Py_END_ALLOW_THREADS
    }
    free_desk(&desk);
    if (!is_set)
        return PyErr_NoMemory();
    Py_INCREF(Py_None);
    return Py_None;
}

static PyObject *nearest_find(PyObject *object, PyObject *args)
{
    Py_buffer given[5];
    if (!PyArg_ParseTuple(args, "y*y*y*y*w*", &given[0], &given[1], &given[2], &given[3], &given[4]))
        return NULL;
    PyObject *result = answer((Nearest *)object, given);
    for (int i = 0; i < 5; i++)
        PyBuffer_Release(&given[i]);
    return result;
}

static PyMethodDef nearest_methods[] = {
    {"find", nearest_find, METH_VARARGS,
     "Write what is found of queries, given as first, place, weight and norm, into a table."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot nearest_slots[] = {
    {Py_tp_new, nearest_new},
    {Py_tp_dealloc, nearest_dealloc},
    {Py_tp_methods, nearest_methods},
    {0, NULL},
};

static PyType_Spec nearest_spec = {
    .name = "talentcast.matching._nearest.Nearest",
    .basicsize = sizeof(Nearest),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = nearest_slots,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_nearest", .m_size = -1,
};

PyMODINIT_FUNC PyInit__nearest(void)
{
    PyObject *made = PyModule_Create(&module);
    PyObject *type = PyType_FromSpec(&nearest_spec);
    if (!made || !type || PyModule_AddObjectRef(made, "Nearest", type) < 0) {
        Py_XDECREF(type);
        Py_XDECREF(made);
        return NULL;
    }
    Py_DECREF(type);
    return made;
}
