/* Sparse vectors in groups: for each of many queries, its largest product with each group.

   Features that few vectors have stand in lists: feature f has the entries rare_first[f] to
   rare_first[f + 1] - 1, each a vector and its weight. What a vector has of the other, common
   features is its length times its direction; each of these features lists the directions that have
   a part of it, and each direction the groups in which it occurs, with its greatest length there.

   All sums run in the order of the query's features (of the common ones, by their number), from 0.

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
    GROUP, DIRECTION, LENGTH,
    TABLES
};

/* Bytes of an item of each table. */
static const int item_size[TABLES] = {8, 4, 8, 8, 4, 8, 8, 4, 8, 4, 4, 8};

typedef struct {
    PyObject_HEAD
    Py_buffer tables[TABLES];
    int held; /* how many of them */
    int64_t vectors, groups, rare, common, directions;
} Nearest;

typedef struct {
    const int64_t *first, *place; /* of each query in place; a common feature f as -1 - f */
    const double *weight, *norm;
    int64_t count;
} Queries;

typedef struct {
    double *sum;       /* of each vector */
    double *along;     /* of each direction */
    int32_t *seen;     /* of each vector: number of the query that touched it last, from 1 */
    int32_t *seen_direction;
    int32_t *touched, *touched_directions;
    int64_t *order;    /* entries of a query's common features */
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
    return self->groups >= 0 && self->vectors < INT32_MAX &&
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
    return (PyObject *)self;
}

static void nearest_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    Nearest *self = (Nearest *)object;
    while (self->held > 0)
        PyBuffer_Release(&self->tables[--self->held]);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

static void free_desk(Desk *desk)
{
    free(desk->sum);
    free(desk->along);
    free(desk->seen);
    free(desk->seen_direction);
    free(desk->touched);
    free(desk->touched_directions);
    free(desk->order);
}

static int set_desk(Desk *desk, const Nearest *self, int64_t most)
{
    size_t vectors = (size_t)self->vectors + 1, directions = (size_t)self->directions + 1;
    desk->sum = malloc(vectors * sizeof(double));
    desk->along = malloc(directions * sizeof(double));
    desk->seen = calloc(vectors, sizeof(int32_t));
    desk->seen_direction = calloc(directions, sizeof(int32_t));
    desk->touched = malloc(vectors * sizeof(int32_t));
    desk->touched_directions = malloc(directions * sizeof(int32_t));
    desk->order = malloc(((size_t)most + 1) * sizeof(int64_t));
    return desk->sum && desk->along && desk->seen && desk->seen_direction && desk->touched &&
           desk->touched_directions && desk->order;
}

/* Add weight times each entry of a list to `sum`; return how many places have been touched. */
static int64_t add(const Nearest *self, int list, int64_t feature, double weight, double *sum,
                   int32_t *seen, int32_t stamp, int32_t *touched, int64_t count)
{
    const int64_t *first = firsts(self, list);
    const int32_t *place = numbers(self, list + 1);
    const double *value = values(self, list + 2);
    for (int64_t i = first[feature]; i < first[feature + 1]; i++) {
        int32_t at = place[i];
        if (seen[at] != stamp) {
            seen[at] = stamp;
            touched[count++] = at;
            sum[at] = 0.0;
        }
        sum[at] += weight * value[i];
    }
    return count;
}

/* Put the entries of a query's common features in the order of these; return how many there are. */
static int64_t sort_common(const Queries *queries, int64_t query, int64_t *order)
{
    int64_t count = 0;
    for (int64_t i = queries->first[query]; i < queries->first[query + 1]; i++) {
        if (queries->place[i] >= 0)
            continue;
        int64_t at = count++;
        for (; at > 0 && queries->place[order[at - 1]] < queries->place[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return count;
}

static void read_query(const Nearest *self, const Queries *queries, int64_t query, Desk *desk,
                       double *found)
{
    int32_t stamp = (int32_t)(query + 1);
    int64_t directions = 0, vectors = 0, common = sort_common(queries, query, desk->order);
    for (int64_t i = 0; i < common; i++) {
        int64_t entry = desk->order[i];
        directions = add(self, COMMON_FIRST, -1 - queries->place[entry], queries->weight[entry],
                         desk->along, desk->seen_direction, stamp, desk->touched_directions,
                         directions);
    }
    for (int64_t i = 0; i < directions; i++) {
        int32_t direction = desk->touched_directions[i];
        const int64_t *first = firsts(self, LONGEST_FIRST) + direction;
        for (int64_t at = first[0]; at < first[1]; at++) {
            double value = desk->along[direction] * values(self, LONGEST_LENGTH)[at];
            double *best = &found[numbers(self, LONGEST_GROUP)[at]];
            *best = value > *best ? value : *best;
        }
    }
    for (int64_t i = queries->first[query]; i < queries->first[query + 1]; i++)
        if (queries->place[i] >= 0)
            vectors = add(self, RARE_FIRST, queries->place[i], queries->weight[i], desk->sum,
                          desk->seen, stamp, desk->touched, vectors);
    for (int64_t i = 0; i < vectors; i++) {
        int32_t vector = desk->touched[i], direction = numbers(self, DIRECTION)[vector];
        double value = desk->sum[vector];
        if (desk->seen_direction[direction] == stamp)
            value += desk->along[direction] * values(self, LENGTH)[vector];
        double *best = &found[numbers(self, GROUP)[vector]];
        *best = value > *best ? value : *best;
    }
    for (int64_t group = 0; group < self->groups; group++)
        found[group] /= queries->norm[query];
}

/* The most features of a query, or -1 if the arrays do not fit each other or the tables. */
static int64_t most_features(const Nearest *self, const Queries *queries, const Py_buffer *given)
{
    int64_t entries = given[1].len / 8, most = 0;
    if (given[0].len % 8 || given[1].len % 8 || given[2].len != given[1].len ||
        given[3].len != given[0].len - 8 || queries->count >= INT32_MAX ||
        !rises(queries->first, queries->count + 1, entries))
        return -1;
    for (int64_t i = 0; i < entries; i++)
        if (queries->place[i] >= self->rare || queries->place[i] < -self->common)
            return -1;
    for (int64_t i = 0; i < queries->count; i++)
        if (queries->first[i + 1] - queries->first[i] > most)
            most = queries->first[i + 1] - queries->first[i];
    return most;
}

static PyObject *answer(const Nearest *self, const Py_buffer *given)
{
    Queries queries = {given[0].buf, given[1].buf, given[2].buf, given[3].buf, given[0].len / 8 - 1};
    int64_t most = most_features(self, &queries, given);
    if (most < 0) {
        PyErr_SetString(PyExc_ValueError, "queries do not fit each other or the tables");
        return NULL;
    }
    if (self->groups && queries.count > PY_SSIZE_T_MAX / 8 / self->groups)
        return PyErr_NoMemory();
    size_t size = (size_t)(queries.count * self->groups) * sizeof(double);
    PyObject *result = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size);
    Desk desk = {0};
    if (!result || !set_desk(&desk, self, most)) {
        free_desk(&desk);
        Py_XDECREF(result);
        return result ? PyErr_NoMemory() : NULL;
    }
    double *found = (double *)PyBytes_AsString(result);
    Py_BEGIN_ALLOW_THREADS
    memset(found, 0, size);
    for (int64_t query = 0; query < queries.count; query++)
        read_query(self, &queries, query, &desk, found + query * self->groups);
    Py_END_ALLOW_THREADS
    free_desk(&desk);
    return result;
}

static PyObject *nearest_find(PyObject *object, PyObject *args)
{
    Py_buffer given[4];
    if (!PyArg_ParseTuple(args, "y*y*y*y*", &given[0], &given[1], &given[2], &given[3]))
        return NULL;
    PyObject *result = answer((Nearest *)object, given);
    for (int i = 0; i < 4; i++)
        PyBuffer_Release(&given[i]);
    return result;
}

static PyMethodDef nearest_methods[] = {
    {"find", nearest_find, METH_VARARGS,
     "Largest products by query and group, of first, place, weight and norm of the queries."},
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
