/* Columns of numbers: the first of each in groups, how many are below others. */

#include "_spans.h"

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

/* How many of some numbers that rise are below another; `known` of them are below the one before. */
static int64_t below(const int64_t *numbers, int64_t count, int64_t limit, int64_t known)
{
    int64_t low = known, high = known, step = 1;
    if (known && numbers[known - 1] >= limit)
        low = 0; /* the others do not rise */
    else {
        while (high < count && numbers[high] < limit) {
            low = high + 1;
            high += step;
            step *= 2;
        }
        high = high < count ? high : count;
    }
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (numbers[middle] < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* count_below(numbers, limits, found): how many of some numbers that rise are below each limit. */
static PyObject *count_below(PyObject *module, PyObject *args)
{
    static const int sizes[] = {8, 8, 8};
    Buffers all;
    int64_t known = 0;
    (void)module;
    if (take(&all, args, 3, sizes, 1) < 0)
        return NULL;
    int64_t size = length_of(&all, 0, 8), count = length_of(&all, 1, 8);
    if (length_of(&all, 2, 8) != count)
        return refused(&all, "as many results as limits are needed");
    const int64_t *limits = all.view[1].buf;
    int64_t *found = all.view[2].buf;
    for (int64_t at = 0; at < count; at++)
        found[at] = known = below(all.view[0].buf, size, limits[at], known);
    return done(&all);
}

PyMethodDef number_functions[] = {
    {"first_of_each", first_of_each, METH_VARARGS, "The first of each number in groups."},
    {"count_below", count_below, METH_VARARGS, "How many rising numbers are below each of others."},
    {NULL, NULL, 0, NULL},
};
