/* What the files of the compiled module _spans share: arrays as arguments and as results. */

#ifndef TALENTCAST_SPANS_H
#define TALENTCAST_SPANS_H

#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030B0000
#endif
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHARACTERS 65536
#define MOST_BUFFERS 10

/* Arguments that are arrays. */
typedef struct {
    Py_buffer view[MOST_BUFFERS];
    int count;
} Buffers;

/* Numbers that are added to. */
typedef struct {
    int64_t *value;
    size_t count, space;
} Column;

void release(Buffers *all);
int take(Buffers *all, PyObject *args, int count, const int *sizes, int written);
int64_t length_of(const Buffers *all, int at, int size);
int take_numbers(PyObject *args, int from, int count, int64_t *found);
PyObject *refused(Buffers *all, const char *why);
PyObject *done(Buffers *all);
PyObject *as_bytes(Column *column);

static inline int add(Column *column, int64_t value)
{
    if (column->count == column->space) {
        size_t space = column->space ? 2 * column->space : 256;
        int64_t *more = realloc(column->value, space * sizeof(int64_t));
        if (!more)
            return -1;
        column->value = more;
        column->space = space;
    }
    column->value[column->count++] = value;
    return 0;
}

/* What the other files hold. */
extern PyMethodDef stretch_functions[], word_functions[], number_functions[];
PyObject *phrases_type(void);

#endif
