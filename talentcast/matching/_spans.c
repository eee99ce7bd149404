/* Stretches of a text, many at once: where signs stand, which words end before a place, runs and
   pieces of a class of characters, and a number for each distinct phrase.

   No rule stands here: which characters are of which class, what the words are and what is asked of
   a phrase comes as tables from Python (span_signs.py, task_objects.py and others).

   A text is an array of UTF-16 codes, or of the classes of its characters as bits; places are
   64-bit numbers. A place outside the text counts as its last character, a line end.

   The module has five more files: _buffers.c, _stretches.c, _words.c, _phrases.c, _numbers.c. It is
   optional:
   spans.py, word_trees.py, surroundings.py and phrases.py hold the same in Python for where it was
   not compiled. */

#include "_spans.h"

#define BLOCK 8 /* classes that are looked at together */

/* look_up(codes, table of all characters, found): found[n] = table[codes[n]]. */
static PyObject *look_up(PyObject *module, PyObject *args)
{
    static const int sizes[] = {2, 4, 4};
    Buffers all;
    (void)module;
    if (take(&all, args, 3, sizes, 1) < 0)
        return NULL;
    int64_t size = length_of(&all, 0, 2);
    if (length_of(&all, 1, 4) != CHARACTERS || length_of(&all, 2, 4) != size)
        return refused(&all, "a table of all characters and as many classes as codes are needed");
    const uint16_t *codes = all.view[0].buf;
    const uint32_t *table = all.view[1].buf;
    uint32_t *found = all.view[2].buf;
    for (int64_t at = 0; at < size; at++)
        found[at] = table[codes[at]];
    return done(&all);
}

/* The next place of a class at or after a place, or the size. */
static int64_t next_of(const uint32_t *classes, int64_t size, uint32_t bit, int64_t place)
{
    while (place + BLOCK <= size) { /* most blocks hold none */
        uint32_t any = 0;
        for (int at = 0; at < BLOCK; at++)
            any |= classes[place + at];
        if (any & bit)
            break;
        place += BLOCK;
    }
    while (place < size && !(classes[place] & bit))
        place++;
    return place;
}

/* places(classes, bit): where characters of a class stand. */
static PyObject *places(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4};
    Buffers all;
    int64_t bit;
    (void)module;
    if (take(&all, args, 1, sizes, 0) < 0)
        return NULL;
    if (take_numbers(args, 1, 1, &bit) < 0) {
        release(&all);
        return NULL;
    }
    const uint32_t *classes = all.view[0].buf;
    int64_t size = length_of(&all, 0, 4);
    Column found = {NULL, 0, 0};
    for (int64_t at = next_of(classes, size, (uint32_t)bit, 0); at < size;
         at = next_of(classes, size, (uint32_t)bit, at + 1))
        if (add(&found, at) < 0) {
            release(&all);
            free(found.value);
            return PyErr_NoMemory();
        }
    release(&all);
    return as_bytes(&found);
}

typedef void Seek(const uint32_t *, int64_t, uint32_t, const int64_t *, int64_t, int64_t *);

static PyObject *seek(PyObject *args, Seek *each)
{
    static const int sizes[] = {4, 8, 8};
    Buffers all;
    int64_t bit;
    if (take(&all, args, 3, sizes, 1) < 0)
        return NULL;
    int64_t count = length_of(&all, 1, 8);
    if (take_numbers(args, 3, 1, &bit) < 0) {
        release(&all);
        return NULL;
    }
    if (length_of(&all, 2, 8) != count)
        return refused(&all, "as many results as places are needed");
    each(all.view[0].buf, length_of(&all, 0, 4), (uint32_t)bit, all.view[1].buf, count,
         all.view[2].buf);
    return done(&all);
}

/* The places rise, mostly: what was looked at for the one before is not looked at again. */
static void seek_next(const uint32_t *classes, int64_t size, uint32_t bit, const int64_t *places,
                      int64_t count, int64_t *found)
{
    int64_t before = 0, answer = -1;
    for (int64_t at = 0; at < count; at++) {
        int64_t place = places[at] < 0 ? 0 : places[at];
        if (place < before || place > answer)
            answer = place < size ? next_of(classes, size, bit, place) : size;
        before = place;
        found[at] = answer;
    }
}

static void seek_last(const uint32_t *classes, int64_t size, uint32_t bit, const int64_t *places,
                      int64_t count, int64_t *found)
{
    int64_t before = 0, answer = 0;
    for (int64_t at = 0; at < count; at++) {
        int64_t place = places[at] < 0 ? 0 : places[at] > size ? size : places[at];
        int64_t floor = place < before ? 0 : before, last = place;
        while (last > floor && !(classes[last - 1] & bit))
            last--;
        if (last > floor || place < before)
            answer = last;
        before = place;
        found[at] = answer;
    }
}

/* next_at(classes, places, found, bit) */
static PyObject *next_at(PyObject *module, PyObject *args)
{
    (void)module;
    return seek(args, seek_next);
}

/* behind_last(classes, places, found, bit) */
static PyObject *behind_last(PyObject *module, PyObject *args)
{
    (void)module;
    return seek(args, seek_last);
}

/* first_in(classes, begin, stop, found, bit): the first place of a class in stretches, or the end. */
static PyObject *first_in(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 8, 8, 8};
    Buffers all;
    int64_t bit;
    (void)module;
    if (take(&all, args, 4, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 4, 1, &bit) < 0) {
        release(&all);
        return NULL;
    }
    int64_t size = length_of(&all, 0, 4), count = length_of(&all, 1, 8);
    if (length_of(&all, 2, 8) != count || length_of(&all, 3, 8) != count)
        return refused(&all, "as many ends and results as begins are needed");
    const uint32_t *classes = all.view[0].buf;
    const int64_t *begin = all.view[1].buf, *stop = all.view[2].buf;
    int64_t *found = all.view[3].buf;
    for (int64_t at = 0; at < count; at++) {
        int64_t place = begin[at] < 0 ? 0 : begin[at], last = stop[at] > size ? size : stop[at];
        while (place < last && !(classes[place] & (uint32_t)bit))
            place++;
        found[at] = place < last ? place : stop[at];
    }
    return done(&all);
}

/* run_before(classes, places, found, bit, most): characters of a class in a row before places. */
static PyObject *run_before(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 8, 8};
    Buffers all;
    int64_t given[2];
    (void)module;
    if (take(&all, args, 3, sizes, 1) < 0)
        return NULL;
    int64_t size = length_of(&all, 0, 4), count = length_of(&all, 1, 8);
    if (take_numbers(args, 3, 2, given) < 0) {
        release(&all);
        return NULL;
    }
    if (length_of(&all, 2, 8) != count)
        return refused(&all, "as many results as places are needed");
    const uint32_t *classes = all.view[0].buf, bit = (uint32_t)given[0];
    const int64_t *places = all.view[1].buf;
    int64_t *found = all.view[2].buf;
    for (int64_t at = 0; at < count; at++) {
        int64_t place = places[at] < 0 ? 0 : places[at] > size ? size : places[at], run = 0;
        while (run < given[1] && run < place && classes[place - 1 - run] & bit)
            run++;
        found[at] = run;
    }
    return done(&all);
}

/* A place outside the text counts as its last character. */
static int64_t inside(int64_t place, int64_t size)
{
    return place < 0 || place >= size ? size - 1 : place;
}

/* has(classes, places, found, bit, shift): whether characters at places moved by a shift are of a
   class. */
static PyObject *has(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 8, 1};
    Buffers all;
    int64_t given[2];
    (void)module;
    if (take(&all, args, 3, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 3, 2, given) < 0) {
        release(&all);
        return NULL;
    }
    int64_t size = length_of(&all, 0, 4), count = all.view[2].len;
    if (length_of(&all, 1, 8) != count || (count && !size))
        return refused(&all, "as many results as places are needed");
    const uint32_t *classes = all.view[0].buf;
    const int64_t *places = all.view[1].buf;
    uint8_t *found = all.view[2].buf;
    for (int64_t at = 0; at < count; at++)
        found[at] = (classes[inside(places[at] + given[1], size)] & (uint32_t)given[0]) != 0;
    return done(&all);
}

/* are_of(codes, table of all characters, places, found, shift): the same by a table. */
static PyObject *are_of(PyObject *module, PyObject *args)
{
    static const int sizes[] = {2, 1, 8, 1};
    Buffers all;
    int64_t shift;
    (void)module;
    if (take(&all, args, 4, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 4, 1, &shift) < 0) {
        release(&all);
        return NULL;
    }
    int64_t size = length_of(&all, 0, 2), count = all.view[3].len;
    if (length_of(&all, 2, 8) != count || (count && !size) || all.view[1].len != CHARACTERS)
        return refused(&all, "a table of all characters and as many results as places are needed");
    const uint16_t *codes = all.view[0].buf;
    const uint8_t *table = all.view[1].buf;
    const int64_t *places = all.view[2].buf;
    uint8_t *found = all.view[3].buf;
    for (int64_t at = 0; at < count; at++)
        found[at] = table[codes[inside(places[at] + shift, size)]];
    return done(&all);
}

static PyMethodDef sign_functions[] = {
    {"has", has, METH_VARARGS, "Which places hold a character of a class."},
    {"are_of", are_of, METH_VARARGS, "Which places hold a character of a table."},
    {"look_up", look_up, METH_VARARGS, "Classes of characters."},
    {"places", places, METH_VARARGS, "Where characters of a class stand."},
    {"next_at", next_at, METH_VARARGS, "The next of a class at or after places."},
    {"behind_last", behind_last, METH_VARARGS, "The place behind the last of a class before places."},
    {"first_in", first_in, METH_VARARGS, "The first of a class in stretches."},
    {"run_before", run_before, METH_VARARGS, "Characters of a class in a row before places."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_spans", .m_size = -1, .m_methods = sign_functions,
};

PyMODINIT_FUNC PyInit__spans(void)
{
    PyObject *made = PyModule_Create(&module);
    PyObject *type = phrases_type();
    if (!made || !type || PyModule_AddFunctions(made, stretch_functions) < 0 ||
        PyModule_AddFunctions(made, word_functions) < 0 ||
        PyModule_AddFunctions(made, number_functions) < 0 ||
        PyModule_AddObjectRef(made, "Phrases", type) < 0) {
        Py_XDECREF(type);
        Py_XDECREF(made);
        return NULL;
    }
    Py_DECREF(type);
    return made;
}
