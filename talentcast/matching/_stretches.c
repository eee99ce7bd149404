/* Stretches of a text: what stands in them, cut into runs and pieces, which overlap. */

#include "_spans.h"

/* holds(classes, begin, stop, found, bit, next): which stretches hold a character of a class that
   one of another class follows, or the end of the stretch; whatever follows if `next` is 0. */
static PyObject *holds(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 8, 8, 1};
    Buffers all;
    int64_t bits[2];
    (void)module;
    if (take(&all, args, 4, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 4, 2, bits) < 0) {
        release(&all);
        return NULL;
    }
    int64_t size = length_of(&all, 0, 4), count = length_of(&all, 1, 8);
    if (length_of(&all, 2, 8) != count || all.view[3].len != count)
        return refused(&all, "as many ends and results as begins are needed");
    const uint32_t *classes = all.view[0].buf, bit = (uint32_t)bits[0], next = (uint32_t)bits[1];
    const int64_t *begin = all.view[1].buf, *stop = all.view[2].buf;
    uint8_t *found = all.view[3].buf;
    for (int64_t at = 0; at < count; at++) {
        int64_t place = begin[at] < 0 ? 0 : begin[at], last = stop[at] > size ? size : stop[at];
        while (place < last && !(classes[place] & bit &&
                                 (!next || place + 1 == last || classes[place + 1] & next)))
            place++;
        found[at] = place < last;
    }
    return done(&all);
}

/* Cut stretches: runs of a class, or pieces between its characters. */
static PyObject *cut(PyObject *args, int is_run)
{
    static const int sizes[] = {4, 8, 8};
    Buffers all;
    Column rows = {NULL, 0, 0};
    int64_t bit;
    if (take(&all, args, 3, sizes, 0) < 0)
        return NULL;
    int64_t size = length_of(&all, 0, 4), count = length_of(&all, 1, 8);
    if (take_numbers(args, 3, 1, &bit) < 0) {
        release(&all);
        return NULL;
    }
    if (length_of(&all, 2, 8) != count)
        return refused(&all, "as many ends as begins are needed");
    const uint32_t *classes = all.view[0].buf;
    const int64_t *begin = all.view[1].buf, *stop = all.view[2].buf;
    int failed = 0;
    for (int64_t at = 0; at < count && !failed; at++) {
        int64_t place = begin[at] < 0 ? 0 : begin[at], last = stop[at] > size ? size : stop[at];
        while (place < last && !failed) {
            int64_t first = place;
            while (place < last && ((classes[place] & (uint32_t)bit) != 0) == is_run)
                place++;
            if (place > first)
                failed = add(&rows, at) < 0 || add(&rows, first) < 0 || add(&rows, place) < 0;
            while (place < last && ((classes[place] & (uint32_t)bit) != 0) != is_run)
                place++;
        }
    }
    release(&all);
    if (failed) {
        free(rows.value);
        return PyErr_NoMemory();
    }
    return as_bytes(&rows);
}

/* A run of a class from the first of another class in it to the last of a third. */
typedef struct {
    int64_t start, end; /* without its edges; -1 where there is no such character */
    uint32_t bit, first, last;
} Run;

/* Go through the run that begins at a place, and return where it ends. */
static int64_t pass_run(Run *run, const uint32_t *classes, int64_t place, int64_t stop)
{
    run->start = run->end = -1;
    for (; place < stop && classes[place] & run->bit; place++) {
        if (run->start < 0 && classes[place] & run->first)
            run->start = place;
        if (classes[place] & run->last)
            run->end = place + 1;
    }
    return place;
}

static int is_free(const uint8_t *covered, int64_t place, int64_t last)
{
    while (place < last && !covered[place])
        place++;
    return place >= last;
}

/* free_runs(classes, covered, begin, stop, bit, first, last, shortest): owner, start and end of the
   runs of a class in stretches, each from its first of another class to its last of a third, that
   are not too short and where nothing is covered. */
static PyObject *free_runs(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 1, 8, 8};
    Buffers all;
    Column rows = {NULL, 0, 0};
    int64_t given[4];
    (void)module;
    if (take(&all, args, 4, sizes, 0) < 0)
        return NULL;
    if (take_numbers(args, 4, 4, given) < 0) {
        release(&all);
        return NULL;
    }
    int64_t size = length_of(&all, 0, 4), count = length_of(&all, 2, 8);
    if (length_of(&all, 3, 8) != count || all.view[1].len != size)
        return refused(&all, "as many ends as begins, and what is covered of the text, are needed");
    const uint32_t *classes = all.view[0].buf;
    const int64_t *begin = all.view[2].buf, *stop = all.view[3].buf;
    Run run = {-1, -1, (uint32_t)given[0], (uint32_t)given[1], (uint32_t)given[2]};
    int failed = 0;
    for (int64_t at = 0; at < count && !failed; at++) {
        int64_t place = begin[at] < 0 ? 0 : begin[at], last = stop[at] > size ? size : stop[at];
        while (place < last && !failed) {
            if (!(classes[place] & run.bit)) {
                place++;
                continue;
            }
            place = pass_run(&run, classes, place, last);
            if (run.start >= 0 && run.end - run.start >= given[3] &&
                is_free(all.view[1].buf, run.start, run.end))
                failed = add(&rows, at) < 0 || add(&rows, run.start) < 0 || add(&rows, run.end) < 0;
        }
    }
    release(&all);
    if (failed) {
        free(rows.value);
        return PyErr_NoMemory();
    }
    return as_bytes(&rows);
}

/* each_in(classes, begin, stop, bit): stretch and place of each character of a class in them. */
static PyObject *each_in(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 8, 8};
    Buffers all;
    Column rows = {NULL, 0, 0};
    int64_t bit;
    int failed = 0;
    (void)module;
    if (take(&all, args, 3, sizes, 0) < 0)
        return NULL;
    if (take_numbers(args, 3, 1, &bit) < 0) {
        release(&all);
        return NULL;
    }
    int64_t size = length_of(&all, 0, 4), count = length_of(&all, 1, 8);
    if (length_of(&all, 2, 8) != count)
        return refused(&all, "as many ends as begins are needed");
    const uint32_t *classes = all.view[0].buf;
    const int64_t *begin = all.view[1].buf, *stop = all.view[2].buf;
    for (int64_t at = 0; at < count && !failed; at++) {
        int64_t place = begin[at] < 0 ? 0 : begin[at], last = stop[at] > size ? size : stop[at];
        for (; place < last && !failed; place++)
            if (classes[place] & (uint32_t)bit)
                failed = add(&rows, at) < 0 || add(&rows, place) < 0;
    }
    release(&all);
    if (failed) {
        free(rows.value);
        return PyErr_NoMemory();
    }
    return as_bytes(&rows);
}

/* runs(classes, begin, stop, bit): owner, start and end of each run of a class in stretches. */
static PyObject *runs(PyObject *module, PyObject *args)
{
    (void)module;
    return cut(args, 1);
}

/* pieces(classes, begin, stop, bit): the same of what stands between the characters of a class. */
static PyObject *pieces(PyObject *module, PyObject *args)
{
    (void)module;
    return cut(args, 0);
}

/* apart(start, end, kept, size): which stretches of a text of some size overlap none kept before. */
static PyObject *apart(PyObject *module, PyObject *args)
{
    static const int sizes[] = {8, 8, 1};
    Buffers all;
    int64_t size;
    (void)module;
    if (take(&all, args, 3, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 3, 1, &size) < 0) {
        release(&all);
        return NULL;
    }
    int64_t count = length_of(&all, 0, 8);
    if (length_of(&all, 1, 8) != count || all.view[2].len != count || size < 0)
        return refused(&all, "as many ends and results as starts are needed");
    const int64_t *start = all.view[0].buf, *end = all.view[1].buf;
    uint8_t *kept = all.view[2].buf, *covered = calloc((size_t)size + 1, 1);
    if (!covered) {
        release(&all);
        return PyErr_NoMemory();
    }
    for (int64_t at = 0; at < count; at++) {
        int64_t first = start[at] < 0 ? 0 : start[at], last = end[at] > size ? size : end[at];
        int64_t place = first;
        while (place < last && !covered[place])
            place++;
        kept[at] = place >= last;
        if (kept[at] && last > first)
            memset(covered + first, 1, (size_t)(last - first));
    }
    free(covered);
    return done(&all);
}

/* cover(start, end, found): mark the characters of some stretches. */
static PyObject *cover(PyObject *module, PyObject *args)
{
    static const int sizes[] = {8, 8, 1};
    Buffers all;
    (void)module;
    if (take(&all, args, 3, sizes, 1) < 0)
        return NULL;
    int64_t count = length_of(&all, 0, 8), size = all.view[2].len;
    if (length_of(&all, 1, 8) != count)
        return refused(&all, "as many ends as starts are needed");
    const int64_t *start = all.view[0].buf, *end = all.view[1].buf;
    for (int64_t at = 0; at < count; at++) {
        int64_t first = start[at] < 0 ? 0 : start[at], last = end[at] > size ? size : end[at];
        if (last > first)
            memset((uint8_t *)all.view[2].buf + first, 1, (size_t)(last - first));
    }
    return done(&all);
}

/* are_free(covered, start, end, found): which stretches hold no character that is covered. */
static PyObject *are_free(PyObject *module, PyObject *args)
{
    static const int sizes[] = {1, 8, 8, 1};
    Buffers all;
    (void)module;
    if (take(&all, args, 4, sizes, 1) < 0)
        return NULL;
    int64_t size = all.view[0].len, count = length_of(&all, 1, 8);
    if (length_of(&all, 2, 8) != count || all.view[3].len != count)
        return refused(&all, "as many ends and results as starts are needed");
    const int64_t *start = all.view[1].buf, *end = all.view[2].buf;
    uint8_t *found = all.view[3].buf;
    for (int64_t at = 0; at < count; at++)
        found[at] = (uint8_t)is_free(all.view[0].buf, start[at] < 0 ? 0 : start[at],
                                     end[at] > size ? size : end[at]);
    return done(&all);
}

PyMethodDef stretch_functions[] = {
    {"holds", holds, METH_VARARGS, "Which stretches hold a class that another one follows."},
    {"each_in", each_in, METH_VARARGS, "Each character of a class in stretches."},
    {"free_runs", free_runs, METH_VARARGS, "Runs of a class without their edges, if they are free."},
    {"runs", runs, METH_VARARGS, "Runs of a class in stretches."},
    {"pieces", pieces, METH_VARARGS, "What stands between the characters of a class in stretches."},
    {"apart", apart, METH_VARARGS, "Which stretches overlap none kept before them."},
    {"are_free", are_free, METH_VARARGS, "Which stretches hold nothing that is covered."},
    {"cover", cover, METH_VARARGS, "Mark the characters of stretches."},
    {NULL, NULL, 0, NULL},
};
