/* Adds up what the terms found in texts weigh for their owners.

   Each term has a weight and a list of owners. A term counts once a text, and not where it is a
   piece of a longer word: where its first character and the one before it both have the sign
   WITHIN, or its last one has that and the one behind it the sign BEHIND. The owners of a text
   stand in the order in which their first terms do, and their sums run in the order of the terms.

   Then the sums count beside what the title of a text says: the highest of both together.

   Optional: key_terms.py and its users do the same with arrays where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
    const int32_t *found; /* term, start and end of each match, in order */
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
    static const int size[GIVEN] = {8, 8, 8, 1, 2, 8, 12};
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
        const int32_t *match = t->found + 3 * i;
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
        given[CODES].len / 2, given[ENDS].len / 8, given[FOUND].len / 12,
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

/* Titles with the rows nearest to each, texts with such a title, and what the terms of texts say. */
enum {
    NEAR, LIKENESS, TITLE, COUNTS, BEGIN, END, ENTRY, EVIDENCE, SHOWN_ROW, SHOWN_SCORE, SCORES_GIVEN
};

typedef struct {
    const int32_t *near; /* rows of each title, best first; -1 beyond the last */
    const double *likeness;
    const int64_t *title;       /* of each text */
    const double *counts;       /* what the terms of each text count */
    const int64_t *begin, *end; /* entries of each text */
    const int64_t *entry;       /* row of each entry */
    const double *evidence;
    int64_t texts, titles, candidates, rows, entries, shown;
} Scores;

/* Put a row among the highest, behind those that are as high. */
static void rank(int64_t new_row, double new_score, int64_t shown, int64_t *row, double *score)
{
    int64_t at = shown;
    while (at > 0 && (row[at - 1] < 0 || score[at - 1] < new_score))
        at--;
    if (at == shown)
        return;
    memmove(row + at + 1, row + at, (size_t)(shown - at - 1) * sizeof(int64_t));
    memmove(score + at + 1, score + at, (size_t)(shown - at - 1) * sizeof(double));
    row[at] = new_row;
    score[at] = new_score;
}

/* Write the highest of a text; `by_title` holds 0 for each row before and after. */
static void rank_text(const Scores *s, int64_t text, double *by_title, int64_t *row, double *score)
{
    const int32_t *near = s->near + s->title[text] * s->candidates;
    const double *likeness = s->likeness + s->title[text] * s->candidates;
    int64_t known = 0;
    for (int64_t i = 0; i < s->shown; i++) {
        row[i] = -1;
        score[i] = 0.0;
    }
    for (; known < s->candidates && near[known] >= 0; known++)
        by_title[near[known]] = likeness[known];
    for (int64_t i = s->begin[text]; i < s->end[text]; i++) {
        double *own = &by_title[s->entry[i]];
        rank(s->entry[i], *own + s->counts[text] * s->evidence[i], s->shown, row, score);
        *own = -1.0; /* has been ranked */
    }
    for (int64_t i = 0; i < known && i < s->shown; i++)
        if (by_title[near[i]] >= 0.0)
            rank(near[i], likeness[i], s->shown, row, score);
    for (int64_t i = 0; i < known; i++)
        by_title[near[i]] = 0.0;
    for (int64_t i = s->begin[text]; i < s->end[text]; i++)
        by_title[s->entry[i]] = 0.0;
}

/* Whether the tables are as long as each other. */
static int are_as_long(const Scores *s, const Py_buffer *given)
{
    int64_t texts = given[TITLE].len, room = texts * s->shown;
    return given[NEAR].len == 4 * s->titles * s->candidates &&
           given[LIKENESS].len == 2 * given[NEAR].len && given[COUNTS].len == texts &&
           given[BEGIN].len == texts && given[END].len == texts &&
           given[EVIDENCE].len == given[ENTRY].len && given[SHOWN_ROW].len == room &&
           given[SHOWN_SCORE].len == room;
}

static int scores_fit(const Scores *s, const Py_buffer *given)
{
    if (s->candidates < 1 || s->rows < 0 || s->shown < 1 || s->shown > INT32_MAX ||
        !are_as_long(s, given))
        return 0;
    for (int64_t i = 0; i < s->titles * s->candidates; i++)
        if (s->near[i] < -1 || s->near[i] >= s->rows)
            return 0;
    for (int64_t i = 0; i < s->texts; i++)
        if (s->title[i] < 0 || s->title[i] >= s->titles || s->begin[i] < 0 ||
            s->begin[i] > s->end[i] || s->end[i] > s->entries)
            return 0;
    for (int64_t i = 0; i < s->entries; i++)
        if (s->entry[i] < 0 || s->entry[i] >= s->rows)
            return 0;
    return 1;
}

static PyObject *rank_all(const Scores *s, const Py_buffer *given)
{
    if (!scores_fit(s, given)) {
        PyErr_SetString(PyExc_ValueError, "titles, texts and terms do not fit each other");
        return NULL;
    }
    int64_t *row = given[SHOWN_ROW].buf;
    double *score = given[SHOWN_SCORE].buf;
    double *by_title = calloc((size_t)s->rows + 1, sizeof(double));
    if (!by_title)
        return PyErr_NoMemory();
    Py_BEGIN_ALLOW_THREADS
    for (int64_t text = 0; text < s->texts; text++)
        rank_text(s, text, by_title, row + text * s->shown, score + text * s->shown);
    Py_END_ALLOW_THREADS
    free(by_title);
    Py_INCREF(Py_None);
    return Py_None;
}

/* Write the highest scores of texts by their titles and terms. Of equal scores those with terms come
   first, then that given first. */
static PyObject *highest(PyObject *module, PyObject *args)
{
    Py_buffer given[SCORES_GIVEN];
    long long candidates, rows, shown;
    (void)module;
    if (!PyArg_ParseTuple(args, "LLLy*y*y*y*y*y*y*y*w*w*", &candidates, &rows, &shown, &given[NEAR],
                          &given[LIKENESS], &given[TITLE], &given[COUNTS], &given[BEGIN],
                          &given[END], &given[ENTRY], &given[EVIDENCE], &given[SHOWN_ROW],
                          &given[SHOWN_SCORE]))
        return NULL;
    Scores scores = {
        given[NEAR].buf, given[LIKENESS].buf, given[TITLE].buf, given[COUNTS].buf, given[BEGIN].buf,
        given[END].buf, given[ENTRY].buf, given[EVIDENCE].buf, given[TITLE].len / 8,
        candidates > 0 ? given[NEAR].len / 4 / candidates : 0, candidates, rows,
        given[ENTRY].len / 8, shown,
    };
    PyObject *result = rank_all(&scores, given);
    for (int i = 0; i < SCORES_GIVEN; i++)
        PyBuffer_Release(&given[i]);
    return result;
}

static PyMethodDef methods[] = {
    {"highest", highest, METH_VARARGS, "Write the highest scores of texts by titles and terms."},
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
