/* The two loops of the reader of English texts: runs of characters of some kinds, and the best
   reading of sequences of scores. What the kinds and the scores are is settled in Python.

   Optional: english_split.py and english_model.py do the same where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>

#define NEVER (-1e9)

/* What a character is, as bits of which some are asked for. */
typedef struct {
    unsigned int word, single, after, before;
} Kinds;

/* Write start, first, last and end of runs of characters of words and of single signs, in turn:
   the run, and what is left of it without some characters at its end and its beginning. Return how
   many numbers were written. */
static int64_t runs_of(const uint16_t *kinds, int64_t size, const Kinds *asked, int64_t *found)
{
    int64_t written = 0;
    for (int64_t place = 0; place < size;) {
        int64_t start = place, first, last;
        if (!(kinds[place] & (asked->word | asked->single))) {
            place++;
            continue;
        }
        place++;
        if (kinds[start] & asked->word)
            while (place < size && kinds[place] & asked->word)
                place++;
        for (last = place; last > start && kinds[last - 1] & asked->after;)
            last--;
        for (first = start; first < last && kinds[first] & asked->before;)
            first++;
        found[written++] = start;
        found[written++] = first;
        found[written++] = last;
        found[written++] = place;
    }
    return written;
}

static PyObject *find_runs(PyObject *module, PyObject *args)
{
    Py_buffer kinds;
    Kinds asked;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*IIII", &kinds, &asked.word, &asked.single, &asked.after,
                          &asked.before))
        return NULL;
    int64_t size = kinds.len / (Py_ssize_t)sizeof(uint16_t);
    int64_t *found = malloc((size_t)(size + 1) * 4 * sizeof(int64_t));
    PyObject *result = NULL;
    if (found) {
        int64_t written = runs_of(kinds.buf, size, &asked, found);
        result = PyBytes_FromStringAndSize((char *)found, (Py_ssize_t)(written * 8));
    } else
        PyErr_NoMemory();
    free(found);
    PyBuffer_Release(&kinds);
    return result;
}

/* Whether places rise from 0 to an end. */
static int are_cuts(const Py_buffer *begins, int64_t end)
{
    int64_t count = begins->len / (int64_t)sizeof(int64_t);
    const int64_t *begin = begins->buf;
    if (count < 1 || begin[0] != 0 || begin[count - 1] != end)
        return 0;
    for (int64_t at = 1; at < count; at++)
        if (begin[at - 1] > begin[at])
            return 0;
    return 1;
}

typedef struct {
    const double *scores; /* of begin and inside of every word, in turn */
    const uint8_t *cuts;  /* where no name can go on */
    const double *steps;  /* from outside, begin, inside to each of them */
    double lean;          /* added to each begin */
    uint8_t *back;        /* the best state before each of the three, two bits each */
} Chain;

/* The best state before a state, given what each of the three leads to; later ones win ties. */
static int best_of(double outside, double begin, double inside)
{
    if (inside >= outside && inside >= begin)
        return 2;
    return begin >= outside ? 1 : 0;
}

/* The last state of the best reading of words first to stop - 1. */
static int read_ahead(const Chain *chain, int64_t first, int64_t stop)
{
    const double *steps = chain->steps;
    double outside = 0.0, begin = NEVER, inside = NEVER;
    double to_outside = 0.0, to_begin = 0.0; /* from the start of a sequence steps are free */
    for (int64_t at = first; at < stop; at++) {
        double out[3] = {outside + to_outside, begin + steps[3], inside + steps[6]};
        double start[3] = {outside + to_begin, begin + steps[4], inside + steps[7]};
        double on[3] = {NEVER, begin + steps[5], inside + steps[8]};
        int before_out = best_of(out[0], out[1], out[2]);
        int before_begin = best_of(start[0], start[1], start[2]);
        int before_inside = on[2] >= on[1] ? 2 : 1;
        outside = out[before_out];
        begin = start[before_begin] + chain->scores[2 * at] + chain->lean;
        inside = chain->cuts[at] ? NEVER : on[before_inside] + chain->scores[2 * at + 1];
        chain->back[at] = (uint8_t)(before_out | before_begin << 2 | before_inside << 4);
        to_outside = steps[0];
        to_begin = steps[1];
    }
    return best_of(outside, begin, inside);
}

/* Write the names of the best reading of some words from the last to the first; return how many
   numbers were written. */
static int64_t read_back(const Chain *chain, int64_t first, int64_t stop, int state, int64_t *spans)
{
    int64_t written = 0, end = stop;
    for (int64_t at = stop - 1; at >= first; at--) {
        if (state == 1) {
            spans[written++] = end;
            spans[written++] = at;
        }
        if (state != 2)
            end = at;
        state = chain->back[at] >> (2 * state) & 3;
    }
    return written;
}

static PyObject *best_paths(PyObject *module, PyObject *args)
{
    Py_buffer scores, cuts, begins, steps;
    Chain chain;
    (void)module;
    if (!PyArg_ParseTuple(args, "y*y*y*y*d", &scores, &cuts, &begins, &steps, &chain.lean))
        return NULL;
    int64_t words = cuts.len, written = 0;
    int64_t count = begins.len / (int64_t)sizeof(int64_t) - 1;
    int64_t *spans = malloc((size_t)(2 * words + 2) * sizeof(int64_t));
    chain.scores = scores.buf;
    chain.cuts = cuts.buf;
    chain.steps = steps.buf;
    chain.back = malloc((size_t)words + 1);
    PyObject *result = NULL;
    if (!spans || !chain.back)
        PyErr_NoMemory();
    else if (scores.len != words * 2 * (Py_ssize_t)sizeof(double) ||
             steps.len != 9 * (Py_ssize_t)sizeof(double) || !are_cuts(&begins, words))
        PyErr_SetString(PyExc_ValueError, "scores, cuts, begins and steps do not fit together");
    else {
        const int64_t *begin = begins.buf;
        for (int64_t at = count - 1; at >= 0; at--) {
            int state = read_ahead(&chain, begin[at], begin[at + 1]);
            written += read_back(&chain, begin[at], begin[at + 1], state, spans + written);
        }
        for (int64_t low = 0, high = written - 1; low < high; low++, high--) {
            int64_t one = spans[low];
            spans[low] = spans[high];
            spans[high] = one;
        }
        result = PyBytes_FromStringAndSize((char *)spans, (Py_ssize_t)(written * 8));
    }
    free(spans);
    free(chain.back);
    PyBuffer_Release(&scores);
    PyBuffer_Release(&cuts);
    PyBuffer_Release(&begins);
    PyBuffer_Release(&steps);
    return result;
}

static PyMethodDef methods[] = {
    {"find_runs", find_runs, METH_VARARGS, "Start, first, last, end of runs, as int64."},
    {"best_paths", best_paths, METH_VARARGS, "First and last-plus-one words of names, as int64."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_tagger", .m_size = -1, .m_methods = methods,
};

PyMODINIT_FUNC PyInit__tagger(void)
{
    return PyModule_Create(&definition);
}
