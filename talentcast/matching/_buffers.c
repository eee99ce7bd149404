/* Arrays as arguments and results of the compiled module _spans. */

#include "_spans.h"

void release(Buffers *all)
{
    while (all->count > 0)
        PyBuffer_Release(&all->view[--all->count]);
}

/* Take the first `count` arguments as buffers; `sizes` are those of an element of each. The last
   `written` of them are written to. */
int take(Buffers *all, PyObject *args, int count, const int *sizes, int written)
{
    all->count = 0;
    if (PyTuple_Size(args) < count) {
        PyErr_SetString(PyExc_TypeError, "too few arguments");
        return -1;
    }
    for (int at = 0; at < count; at++) {
        int flags = at >= count - written ? PyBUF_WRITABLE : PyBUF_SIMPLE;
        if (PyObject_GetBuffer(PyTuple_GetItem(args, at), &all->view[at], flags) < 0) {
            release(all);
            return -1;
        }
        all->count++;
        if (all->view[at].len % sizes[at] || (uintptr_t)all->view[at].buf % (unsigned)sizes[at]) {
            PyErr_SetString(PyExc_ValueError, "an array has elements of another size");
            release(all);
            return -1;
        }
    }
    return 0;
}

int64_t length_of(const Buffers *all, int at, int size)
{
    return all->view[at].len / size;
}

/* Take the arguments behind the buffers as whole numbers. */
int take_numbers(PyObject *args, int from, int count, int64_t *found)
{
    if (PyTuple_Size(args) != from + count) {
        PyErr_SetString(PyExc_TypeError, "another number of arguments expected");
        return -1;
    }
    for (int at = 0; at < count; at++) {
        found[at] = PyLong_AsLongLong(PyTuple_GetItem(args, from + at));
        if (found[at] == -1 && PyErr_Occurred())
            return -1;
    }
    return 0;
}

PyObject *refused(Buffers *all, const char *why)
{
    release(all);
    PyErr_SetString(PyExc_ValueError, why);
    return NULL;
}

PyObject *done(Buffers *all)
{
    release(all);
    Py_RETURN_NONE;
}

PyObject *as_bytes(Column *column)
{
    PyObject *made =
        PyBytes_FromStringAndSize((char *)column->value, (Py_ssize_t)(column->count * sizeof(int64_t)));
    free(column->value);
    return made;
}
