/* Adds up what the terms found in texts weigh for their owners.

   Each term has a weight and a list of owners. A term counts once a text, and not where it is a
   piece of a longer word: where its first character and the one before it both have the sign
   WITHIN, or its last one has that and the one behind it the sign BEHIND. The owners of a text
   stand in the order in which their first terms do, and their sums run in the order of the terms.

   Optional: ad_evidence.py does the same with arrays where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>

#define CHARACTERS 65536
#define WITHIN 1
#define BEHIND 2

enum { FIRST, OWNER, WEIGHT, SIGN, CODES, ENDS, FOUND, GIVEN };

typedef struct {
    const int64_t *first; /* owners of each term in owner */
    const int64_t *owner;
    const double *weight; /* of each term */
    const uint8_t *sign;  /* of each character */
    const uint16_t *codes;
    const int64_t *ends;  /* of each text in codes */
    const int64_t *found; /* term, start and end of each match, in order */
    int64_t terms, listed, owners, characters, texts, matches;
} Tables;

typedef struct {
    int64_t *seen_term;  /* number of the text in which a term was found last, from 1 */
    int64_t *seen_owner; /* the same for an owner */
    int64_t *at;         /* place of an owner's sum in that text */
    int64_t *text, *row;
    double *sum;
    int64_t count, room;
} Desk;

static int fit(const Tables *t, const Py_buffer *given)
{
    static const int size[GIVEN] = {8, 8, 8, 1, 2, 8, 24};
    for (int i = 0; i < GIVEN; i++)
        if (given[i].len % size[i])
            return 0;
    if (t->terms < 0 || given[WEIGHT].len != 8 * t->terms || given[SIGN].len != CHARACTERS ||
        t->first[0] != 0 || t->first[t->terms] != t->listed)
        return 0;
    for (int64_t i = 0; i < t->terms; i++)
        if (t->first[i + 1] < t->first[i])
            return 0;
    for (int64_t i = 0; i < t->listed; i++)
        if (t->owner[i] < 0 || t->owner[i] >= t->owners)
            return 0;
    /* One character stands before and behind each match. */
    for (int64_t i = 0; i < t->matches; i++) {
        const int64_t *match = t->found + 3 * i;
        if (match[0] < 0 || match[0] >= t->terms || match[1] < 1 || match[2] <= match[1] ||
            match[2] >= t->characters)
            return 0;
    }
    return 1;
}

static int is_piece(const Tables *t, int64_t start, int64_t end)
{
    const uint16_t *codes = t->codes;
    return (t->sign[codes[start]] & t->sign[codes[start - 1]] & WITHIN) ||
           ((t->sign[codes[end - 1]] & WITHIN) && (t->sign[codes[end]] & BEHIND));
}

static int grow(Desk *desk)
{
    int64_t room = desk->room ? 2 * desk->room : 1024;
    int64_t *text = realloc(desk->text, (size_t)room * sizeof(int64_t));
    if (text)
        desk->text = text;
    int64_t *row = realloc(desk->row, (size_t)room * sizeof(int64_t));
    if (row)
        desk->row = row;
    double *sum = realloc(desk->sum, (size_t)room * sizeof(double));
    if (sum)
        desk->sum = sum;
    if (!text || !row || !sum)
        return -1;
    desk->room = room;
    return 0;
}

static int add(const Tables *t, int64_t term, int64_t text, Desk *desk)
{
    for (int64_t i = t->first[term]; i < t->first[term + 1]; i++) {
        int64_t owner = t->owner[i];
        if (desk->seen_owner[owner] != text + 1) {
            if (desk->count == desk->room && grow(desk) < 0)
                return -1;
            desk->seen_owner[owner] = text + 1;
            desk->at[owner] = desk->count;
            desk->text[desk->count] = text;
            desk->row[desk->count] = owner;
            desk->sum[desk->count++] = 0.0;
        }
        desk->sum[desk->at[owner]] += t->weight[term];
    }
    return 0;
}

static int add_all(const Tables *t, Desk *desk)
{
    int64_t text = 0;
    for (int64_t i = 0; i < t->matches; i++) {
        int64_t term = t->found[3 * i], start = t->found[3 * i + 1], end = t->found[3 * i + 2];
        while (text < t->texts && t->ends[text] <= start)
            text++;
        if (text == t->texts)
            break;
        if (desk->seen_term[term] == text + 1 || is_piece(t, start, end))
            continue;
        desk->seen_term[term] = text + 1;
        if (add(t, term, text, desk) < 0)
            return -1;
    }
    return 0;
}

static PyObject *answer(const Tables *t)
{
    PyObject *result = NULL;
    Desk desk = {0};
    int is_set;
    desk.seen_term = calloc((size_t)t->terms + 1, sizeof(int64_t));
    desk.seen_owner = calloc((size_t)t->owners + 1, sizeof(int64_t));
    desk.at = malloc(((size_t)t->owners + 1) * sizeof(int64_t));
    is_set = desk.seen_term && desk.seen_owner && desk.at && grow(&desk) == 0;
    if (is_set) {
        Py_BEGIN_ALLOW_THREADS
        is_set = add_all(t, &desk) == 0;
        Py_END_ALLOW_THREADS
    }
    if (is_set) {
        Py_ssize_t size = (Py_ssize_t)(desk.count * 8);
        result = Py_BuildValue("y#y#y#", (char *)desk.text, size, (char *)desk.row, size,
                               (char *)desk.sum, size);
    } else {
        PyErr_NoMemory();
    }
    free(desk.seen_term);
    free(desk.seen_owner);
    free(desk.at);
    free(desk.text);
    free(desk.row);
    free(desk.sum);
    return result;
}

static PyObject *term_sums(PyObject *module, PyObject *args)
{
    Py_buffer given[GIVEN];
    long long owners;
    PyObject *result = NULL;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*y*L", &given[FIRST], &given[OWNER], &given[WEIGHT],
                          &given[SIGN], &given[CODES], &given[ENDS], &given[FOUND], &owners))
        return NULL;
    Tables tables = {
        given[FIRST].buf, given[OWNER].buf, given[WEIGHT].buf, given[SIGN].buf, given[CODES].buf,
        given[ENDS].buf, given[FOUND].buf, given[FIRST].len / 8 - 1, given[OWNER].len / 8, owners,
        given[CODES].len / 2, given[ENDS].len / 8, given[FOUND].len / 24,
    };
    if (owners >= 0 && fit(&tables, given))
        result = answer(&tables);
    else
        PyErr_SetString(PyExc_ValueError, "terms, owners, texts and matches do not fit each other");
    for (int i = 0; i < GIVEN; i++)
        PyBuffer_Release(&given[i]);
    return result;
}

/* Add up the products of rows of a sparse table with a vector, one after the other: the sum of a row
   is what it adds to the sum of those before it. */
static PyObject *row_sums(PyObject *module, PyObject *args)
{
    Py_buffer first, column, weight, vector, rows;
    PyObject *result = NULL;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*", &first, &column, &weight, &vector, &rows))
        return NULL;
    const int64_t *begin = first.buf, *at = column.buf, *row = rows.buf;
    const double *value = weight.buf, *by = vector.buf;
    int64_t size = first.len / 8 - 1, entries = column.len / 8, count = rows.len / 8;
    int is_sound = weight.len == column.len;
    for (int64_t i = 0; is_sound && i < count; i++) {
        is_sound = row[i] >= 0 && row[i] < size && begin[row[i]] >= 0 &&
                   begin[row[i]] <= begin[row[i] + 1] && begin[row[i] + 1] <= entries;
        for (int64_t j = is_sound ? begin[row[i]] : 0; is_sound && j < begin[row[i] + 1]; j++)
            is_sound = at[j] >= 0 && at[j] < vector.len / 8;
    }
    double *sums = is_sound ? malloc((size_t)count * sizeof(double) + 1) : NULL;
    if (sums) {
        double total = 0.0;
        for (int64_t i = 0; i < count; i++) {
            double before = total;
            for (int64_t j = begin[row[i]]; j < begin[row[i] + 1]; j++)
                total += value[j] * by[at[j]];
            sums[i] = total - before;
        }
        result = PyBytes_FromStringAndSize((char *)sums, (Py_ssize_t)(count * 8));
        free(sums);
    } else if (is_sound) {
        PyErr_NoMemory();
    } else {
        PyErr_SetString(PyExc_ValueError, "rows, table and vector do not fit each other");
    }
    PyBuffer_Release(&first);
    PyBuffer_Release(&column);
    PyBuffer_Release(&weight);
    PyBuffer_Release(&vector);
    PyBuffer_Release(&rows);
    return result;
}

static PyMethodDef methods[] = {
    {"row_sums", row_sums, METH_VARARGS, "Products of rows of a sparse table with a vector."},
    {"term_sums", term_sums, METH_VARARGS, "Text, owner and sum, of the matches in some texts."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_term_sums", .m_size = -1, .m_methods = methods,
};

PyMODINIT_FUNC PyInit__term_sums(void)
{
    return PyModule_Create(&module);
}
