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

/* first_of_each(group, number, said, numbers): within each run of equal groups the places of the
   first of each number, and for each whether any of its number there is said. */
static PyObject *first_of_each(PyObject *module, PyObject *args)
{
    static const int sizes[] = {8, 8, 1};
    Buffers all;
    int64_t numbers;
    (void)module;
    if (take(&all, args, 3, sizes, 0) < 0)
        return NULL;
    if (take_numbers(args, 3, 1, &numbers) < 0) {
        release(&all);
        return NULL;
    }
    int64_t count = length_of(&all, 0, 8), written = 0, begin = 0;
    if (length_of(&all, 1, 8) != count || all.view[2].len != count || numbers < 0)
        return refused(&all, "three columns of one length are needed");
    const int64_t *group = all.view[0].buf, *number = all.view[1].buf;
    const uint8_t *said = all.view[2].buf;
    /* Where each number was written last: at `begin` or behind it in this group. */
    int64_t *at_of = calloc((size_t)numbers + 1, sizeof(int64_t));
    int64_t *first = malloc(((size_t)count + 1) * sizeof(int64_t));
    uint8_t *anywhere = malloc((size_t)count + 1);
    PyObject *result = NULL;
    int is_outside = 0;
    if (at_of && first && anywhere) {
        for (int64_t at = 0; at < count && !is_outside; at++) {
            if (at && group[at] != group[at - 1])
                begin = written;
            if (number[at] < 0 || number[at] >= numbers) {
                is_outside = 1;
                break;
            }
            int64_t here = at_of[number[at]] - 1;
            if (here < begin) {
                first[written] = at;
                anywhere[written] = said[at] != 0;
                at_of[number[at]] = ++written;
            } else if (said[at])
                anywhere[here] = 1;
        }
        if (!is_outside)
            result = Py_BuildValue("y#y#", (char *)first, (Py_ssize_t)(written * 8),
                                   (char *)anywhere, (Py_ssize_t)written);
    } else
        PyErr_NoMemory();
    free(at_of);
    free(first);
    free(anywhere);
    release(&all);
    if (is_outside)
        PyErr_SetString(PyExc_ValueError, "a number is not below their count");
    return result;
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
    const uint8_t *covered = all.view[0].buf;
    const int64_t *start = all.view[1].buf, *end = all.view[2].buf;
    uint8_t *found = all.view[3].buf;
    for (int64_t at = 0; at < count; at++) {
        int64_t place = start[at] < 0 ? 0 : start[at], last = end[at] > size ? size : end[at];
        while (place < last && !covered[place])
            place++;
        found[at] = place >= last;
    }
    return done(&all);
}

PyMethodDef stretch_functions[] = {
    {"holds", holds, METH_VARARGS, "Which stretches hold a class that another one follows."},
    {"each_in", each_in, METH_VARARGS, "Each character of a class in stretches."},
    {"runs", runs, METH_VARARGS, "Runs of a class in stretches."},
    {"pieces", pieces, METH_VARARGS, "What stands between the characters of a class in stretches."},
    {"first_of_each", first_of_each, METH_VARARGS, "The first of each number in groups."},
    {"apart", apart, METH_VARARGS, "Which stretches overlap none kept before them."},
    {"are_free", are_free, METH_VARARGS, "Which stretches hold nothing that is covered."},
    {"cover", cover, METH_VARARGS, "Mark the characters of stretches."},
    {NULL, NULL, 0, NULL},
};
