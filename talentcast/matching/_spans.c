/* Stretches of a text, many at once: where signs stand, which words end before a place, runs and
   pieces of a class of characters, and a number for each distinct phrase.

   No rule stands here: which characters are of which class, what the words are and what is asked of
   a phrase comes as tables from Python (span_signs.py, task_objects.py and others).

   A text is an array of UTF-16 codes, or of the classes of its characters as bits; places are
   64-bit numbers. A place outside the text counts as its last character, a line end.

   Optional: spans.py and phrases.py hold the same in Python for where this was not compiled. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHARACTERS 65536
#define MOST_BUFFERS 10
#define BLOCK 8 /* classes that are looked at together */
#define FIRST_SLOTS 64
#define SLOTS_A_PHRASE 2 /* at least */

/* ---- Buffers ------------------------------------------------------------------------------- */

typedef struct {
    Py_buffer view[MOST_BUFFERS];
    int count;
} Buffers;

static void release(Buffers *all)
{
    while (all->count > 0)
        PyBuffer_Release(&all->view[--all->count]);
}

/* Take the first `count` arguments as buffers; `sizes` are those of an element of each. The last
   `written` of them are written to. */
static int take(Buffers *all, PyObject *args, int count, const int *sizes, int written)
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

static int64_t length_of(const Buffers *all, int at, int size)
{
    return all->view[at].len / size;
}

/* Take the arguments behind the buffers as whole numbers. */
static int take_numbers(PyObject *args, int from, int count, int64_t *found)
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

static PyObject *refused(Buffers *all, const char *why)
{
    release(all);
    PyErr_SetString(PyExc_ValueError, why);
    return NULL;
}

static PyObject *done(Buffers *all)
{
    release(all);
    Py_RETURN_NONE;
}

/* ---- Numbers that are added to ------------------------------------------------------------- */

typedef struct {
    int64_t *value;
    size_t count, space;
} Column;

static int add(Column *column, int64_t value)
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

static PyObject *as_bytes(Column *column)
{
    PyObject *made =
        PyBytes_FromStringAndSize((char *)column->value, (Py_ssize_t)(column->count * sizeof(int64_t)));
    free(column->value);
    return made;
}

/* ---- Classes of characters ----------------------------------------------------------------- */

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

/* holds(classes, begin, stop, found, bit, next): which stretches hold a character of a class that
   one of another class follows, or the end of the stretch. */
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
                                 (place + 1 == last || classes[place + 1] & next)))
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

/* ---- Words before places ------------------------------------------------------------------- */

typedef struct {
    const uint16_t *codes;
    int64_t size;
    const uint16_t *character; /* number of each character in the words, 0: in none */
    const int16_t *step;       /* step[node * width + character]: the next node, 0: none */
    const uint8_t *length;     /* of the word that ends at a node, 0: none does */
    const uint8_t *not_after, *not_before;
    int64_t width, nodes, longest;
} Tree;

static int64_t sign_at(const Tree *tree, int64_t place)
{
    if (place < 0 || place >= tree->size)
        place = tree->size - 1;
    int64_t sign = tree->character[tree->codes[place]];
    return sign < tree->width ? sign : 0;
}

/* How many characters stand behind the word that begins last before a place; reach + 2: none.
   `is_open` says whether the character beyond the reach is looked at. */
static int64_t behind_word(const Tree *tree, int64_t stop, int64_t reach, int is_open)
{
    for (int64_t row = 0; row < reach; row++) {
        int64_t place = stop - 1 - row;
        int64_t node = tree->step[tree->width + sign_at(tree, place)];
        if (node <= 0 || node >= tree->nodes)
            continue;
        int64_t length = tree->length[node];
        if (length) {
            int64_t left = row + 1 < reach || is_open ? sign_at(tree, place - 1) : 0;
            if (tree->not_after[node * tree->width + left] ||
                (row && tree->not_before[node * tree->width + sign_at(tree, place + 1)]))
                length = 0;
        }
        for (int64_t size = 2; size <= tree->longest && size <= row + 1; size++) {
            node = tree->step[node * tree->width + sign_at(tree, place + size - 1)];
            if (node <= 0 || node >= tree->nodes)
                break;
            if (tree->length[node])
                length = size;
        }
        if (length)
            return row + 1 - length;
    }
    return reach + 2;
}

/* The length of the longest word that begins at a place and ends before another, or 0. */
static int64_t word_at(const Tree *tree, int64_t place, int64_t begin, int64_t stop)
{
    int64_t node = tree->step[tree->width + sign_at(tree, place)], length = 0;
    for (int64_t size = 1; node > 0 && node < tree->nodes; size++) {
        if (tree->length[node] && size == 1) {
            int64_t left = place > begin ? sign_at(tree, place - 1) : 0;
            int64_t right = place + 1 < stop ? sign_at(tree, place + 1) : 0;
            if (!tree->not_after[node * tree->width + left] &&
                !tree->not_before[node * tree->width + right])
                length = 1;
        } else if (tree->length[node])
            length = size;
        if (size >= tree->longest || place + size >= stop)
            break;
        node = tree->step[node * tree->width + sign_at(tree, place + size)];
    }
    return length;
}

/* Take a text and the tables of a tree: the first six buffers. */
static int take_tree(Tree *tree, Buffers *all, int64_t longest)
{
    int64_t nodes = all->view[3].len, steps = length_of(all, 2, 2);
    if (nodes < 2 || !steps || steps % nodes || all->view[4].len != steps ||
        all->view[5].len != steps || length_of(all, 1, 2) != CHARACTERS) {
        PyErr_SetString(PyExc_ValueError, "the tables of a tree do not fit each other");
        return -1;
    }
    if (!length_of(all, 0, 2)) {
        PyErr_SetString(PyExc_ValueError, "a text has one character or more");
        return -1;
    }
    *tree = (Tree){all->view[0].buf, length_of(all, 0, 2), all->view[1].buf, all->view[2].buf,
                   all->view[3].buf, all->view[4].buf,     all->view[5].buf, steps / nodes,
                   nodes,            longest};
    return 0;
}

/* behind_words(codes, character, step, length, not_after, not_before, places, found, longest,
   reach, is_open) */
static PyObject *behind_words(PyObject *module, PyObject *args)
{
    static const int sizes[] = {2, 2, 2, 1, 1, 1, 8, 8};
    Buffers all;
    Tree tree;
    int64_t given[3];
    (void)module;
    if (take(&all, args, 8, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 8, 3, given) < 0 || take_tree(&tree, &all, given[0]) < 0) {
        release(&all);
        return NULL;
    }
    int64_t count = length_of(&all, 6, 8);
    if (length_of(&all, 7, 8) != count)
        return refused(&all, "as many results as places are needed");
    const int64_t *places = all.view[6].buf;
    int64_t *found = all.view[7].buf;
    for (int64_t at = 0; at < count; at++) {
        int64_t place = places[at] < 0 ? 0 : places[at] > tree.size ? tree.size : places[at];
        found[at] = behind_word(&tree, place, given[1], given[2] != 0);
    }
    return done(&all);
}

/* holds_words(codes, character, step, length, not_after, not_before, begin, stop, found, longest,
   is_anchored): in which stretches a word stands; anchored: at their begin. */
static PyObject *holds_words(PyObject *module, PyObject *args)
{
    static const int sizes[] = {2, 2, 2, 1, 1, 1, 8, 8, 1};
    Buffers all;
    Tree tree;
    int64_t given[2];
    (void)module;
    if (take(&all, args, 9, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 9, 2, given) < 0 || take_tree(&tree, &all, given[0]) < 0) {
        release(&all);
        return NULL;
    }
    int64_t count = length_of(&all, 6, 8);
    if (length_of(&all, 7, 8) != count || all.view[8].len != count)
        return refused(&all, "as many ends and results as begins are needed");
    const int64_t *begin = all.view[6].buf, *stop = all.view[7].buf;
    uint8_t *found = all.view[8].buf;
    for (int64_t at = 0; at < count; at++) {
        int64_t first = begin[at] < 0 ? 0 : begin[at];
        int64_t last = stop[at] > tree.size ? tree.size : stop[at];
        int64_t until = given[1] && last > first + 1 ? first + 1 : last, place = first;
        while (place < until && !word_at(&tree, place, first, last))
            place++;
        found[at] = place < until;
    }
    return done(&all);
}

/* ---- What surfaces are among the characters around them --------------------------------------- */

typedef struct {
    const uint16_t *codes;
    int64_t size;
    const uint8_t *kind, *sign, *verdict, *pair;
    const uint16_t *number;
    int64_t surfaces, verdicts, signs, width;
} Around;

static uint16_t code_at(const Around *all, int64_t place)
{
    return all->codes[place < 0 || place >= all->size ? all->size - 1 : place];
}

/* The verdict by the kind of a surface and the classes of the character before it and of the two
   behind it; if its first bit is set, what the two say together stands in the upper four bits. */
static int judge_one(const Around *all, int64_t surface, int64_t start, int64_t end)
{
    if (surface < 0 || surface >= all->surfaces)
        return -1;
    uint16_t first = code_at(all, end), second = code_at(all, end + 1);
    int64_t place = all->kind[surface];
    place = place * all->signs + all->sign[code_at(all, start - 1)];
    place = (place * all->signs + all->sign[first]) * all->signs + all->sign[second];
    if (place >= all->verdicts)
        return -1;
    int verdict = all->verdict[place] & 15;
    int64_t row = all->number[first], column = all->number[second];
    if (verdict & 1 && row < all->width && column < all->width)
        verdict |= (all->pair[row * all->width + column] & 15) << 4;
    return verdict;
}

/* judge(surfaces, start, end, codes, kind, sign, verdict, number, pair, found, signs, width) */
static PyObject *judge(PyObject *module, PyObject *args)
{
    static const int sizes[] = {8, 8, 8, 2, 1, 1, 1, 2, 1, 1};
    Buffers all;
    int64_t given[2];
    (void)module;
    if (take(&all, args, 10, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 10, 2, given) < 0) {
        release(&all);
        return NULL;
    }
    int64_t count = length_of(&all, 0, 8);
    if (length_of(&all, 1, 8) != count || length_of(&all, 2, 8) != count ||
        all.view[9].len != count)
        return refused(&all, "as many places and results as surfaces are needed");
    if (all.view[5].len != CHARACTERS || length_of(&all, 7, 2) != CHARACTERS || given[0] < 1 ||
        given[0] > 256 || given[1] < 0 || given[1] > CHARACTERS ||
        all.view[8].len != given[1] * given[1] || (count && !all.view[3].len))
        return refused(&all, "the tables do not fit each other");
    Around around = {all.view[3].buf, length_of(&all, 3, 2), all.view[4].buf, all.view[5].buf,
                     all.view[6].buf, all.view[8].buf,       all.view[7].buf, all.view[4].len,
                     all.view[6].len, given[0],              given[1]};
    const int64_t *surface = all.view[0].buf, *start = all.view[1].buf, *end = all.view[2].buf;
    uint8_t *found = all.view[9].buf;
    for (int64_t at = 0; at < count; at++) {
        int verdict = judge_one(&around, surface[at], start[at], end[at]);
        if (verdict < 0)
            return refused(&all, "a surface or character has no verdict");
        found[at] = (uint8_t)verdict;
    }
    return done(&all);
}

/* ---- Each number once ---------------------------------------------------------------------- */

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

/* ---- Phrases ------------------------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    uint32_t *slot; /* number of a phrase and one; 0: free */
    uint32_t mask;  /* the last slot */
    uint16_t *codes;
    int64_t *begin; /* of each phrase in codes, and the end of the last */
    uint32_t *hash;
    size_t space_codes, space;
    uint32_t count;
} Phrases;

static uint32_t hash_of(const uint16_t *codes, int64_t size)
{
    uint64_t hash = (uint64_t)size * 0x9E3779B97F4A7C15u;
    for (int64_t at = 0; at < size; at++)
        hash = (hash ^ codes[at]) * 0x9E3779B97F4A7C15u, hash ^= hash >> 29;
    return (uint32_t)(hash >> 32);
}

/* The slot of a phrase, or the free one where it belongs. */
static uint32_t slot_of(const Phrases *self, const uint16_t *codes, int64_t size, uint32_t hash)
{
    uint32_t slot = hash & self->mask;
    for (; self->slot[slot]; slot = (slot + 1) & self->mask) {
        uint32_t number = self->slot[slot] - 1;
        if (self->hash[number] == hash && self->begin[number + 1] - self->begin[number] == size &&
            !memcmp(self->codes + self->begin[number], codes, (size_t)size * sizeof(uint16_t)))
            break;
    }
    return slot;
}

static int grow_slots(Phrases *self)
{
    uint32_t *more = calloc(2 * ((size_t)self->mask + 1), sizeof(uint32_t));
    if (!more)
        return -1;
    free(self->slot);
    self->slot = more;
    self->mask = 2 * self->mask + 1;
    for (uint32_t number = 0; number < self->count; number++) {
        uint32_t slot = self->hash[number] & self->mask;
        while (more[slot])
            slot = (slot + 1) & self->mask;
        more[slot] = number + 1;
    }
    return 0;
}

/* Make room for one more phrase. */
static int grow_phrases(Phrases *self, int64_t size)
{
    size_t needed = (size_t)self->begin[self->count] + (size_t)size;
    if (needed > self->space_codes) {
        uint16_t *more = realloc(self->codes, 2 * needed * sizeof(uint16_t));
        if (!more)
            return -1;
        self->codes = more;
        self->space_codes = 2 * needed;
    }
    if (self->count + 2 > self->space) {
        size_t space = 2 * self->space;
        int64_t *begin = realloc(self->begin, space * sizeof(int64_t));
        if (!begin)
            return -1;
        self->begin = begin;
        uint32_t *hash = realloc(self->hash, space * sizeof(uint32_t));
        if (!hash)
            return -1;
        self->hash = hash;
        self->space = space;
    }
    if ((uint64_t)(self->count + 1) * SLOTS_A_PHRASE > (uint64_t)self->mask + 1)
        return grow_slots(self);
    return 0;
}

/* Return the number of a phrase, -1 if it is not there and not added, -2 without memory. */
static int64_t number_of(Phrases *self, const uint16_t *codes, int64_t size, int is_added)
{
    uint32_t hash = hash_of(codes, size), slot = slot_of(self, codes, size, hash);
    if (self->slot[slot])
        return (int64_t)self->slot[slot] - 1;
    if (!is_added)
        return -1;
    if (self->count >= INT32_MAX || grow_phrases(self, size) < 0)
        return -2;
    slot = slot_of(self, codes, size, hash);
    uint32_t number = self->count++;
    memcpy(self->codes + self->begin[number], codes, (size_t)size * sizeof(uint16_t));
    self->begin[number + 1] = self->begin[number] + size;
    self->hash[number] = hash;
    self->slot[slot] = number + 1;
    return number;
}

/* Look some stretches up, and add them if asked to; note the places of the added ones. */
static PyObject *number_all(Phrases *self, PyObject *args, int is_added)
{
    static const int sizes[] = {2, 8, 8, 8};
    Buffers all;
    Column added = {NULL, 0, 0};
    if (take(&all, args, 4, sizes, 1) < 0)
        return NULL;
    int64_t size = length_of(&all, 0, 2), count = length_of(&all, 1, 8);
    if (length_of(&all, 2, 8) != count || length_of(&all, 3, 8) != count)
        return refused(&all, "as many ends and results as starts are needed");
    const uint16_t *codes = all.view[0].buf;
    const int64_t *start = all.view[1].buf, *end = all.view[2].buf;
    int64_t *found = all.view[3].buf;
    for (int64_t at = 0; at < count; at++) {
        if (start[at] < 0 || end[at] < start[at] || end[at] > size) {
            free(added.value);
            return refused(&all, "a stretch is not inside the text");
        }
        uint32_t before = self->count;
        found[at] = number_of(self, codes + start[at], end[at] - start[at], is_added);
        if (found[at] == -2 || (self->count > before && add(&added, at) < 0)) {
            free(added.value);
            release(&all);
            return PyErr_NoMemory();
        }
    }
    release(&all);
    return as_bytes(&added);
}

/* add(codes, start, end, found) -> places of those that were not there. */
static PyObject *phrases_add(PyObject *self, PyObject *args)
{
    return number_all((Phrases *)self, args, 1);
}

/* find(codes, start, end, found): -1 for those that are not there. */
static PyObject *phrases_find(PyObject *self, PyObject *args)
{
    return number_all((Phrases *)self, args, 0);
}

/* words(): the codes of all phrases one after the other, and where each begins, and the end. */
static PyObject *phrases_words(PyObject *object, PyObject *nothing)
{
    Phrases *self = (Phrases *)object;
    (void)nothing;
    return Py_BuildValue(
        "y#y#", (char *)self->codes,
        (Py_ssize_t)((size_t)self->begin[self->count] * sizeof(uint16_t)), (char *)self->begin,
        (Py_ssize_t)(((size_t)self->count + 1) * sizeof(int64_t)));
}

static PyObject *phrases_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    (void)args;
    (void)keywords;
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Phrases *self = (Phrases *)alloc(type, 0);
    if (!self)
        return NULL;
    self->slot = calloc(FIRST_SLOTS, sizeof(uint32_t));
    self->mask = FIRST_SLOTS - 1;
    self->space_codes = self->space = FIRST_SLOTS;
    self->codes = malloc(FIRST_SLOTS * sizeof(uint16_t));
    self->begin = calloc(FIRST_SLOTS, sizeof(int64_t));
    self->hash = malloc(FIRST_SLOTS * sizeof(uint32_t));
    if (!self->slot || !self->codes || !self->begin || !self->hash) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    return (PyObject *)self;
}

static void phrases_dealloc(PyObject *object)
{
    Phrases *self = (Phrases *)object;
    PyTypeObject *type = Py_TYPE(object);
    free(self->slot);
    free(self->codes);
    free(self->begin);
    free(self->hash);
    freefunc release_object = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release_object(object);
    Py_DECREF(type);
}

static PyMethodDef phrases_methods[] = {
    {"add", phrases_add, METH_VARARGS, "Numbers of stretches; places of those not met before."},
    {"find", phrases_find, METH_VARARGS, "Numbers of stretches, -1 for those not met before."},
    {"words", phrases_words, METH_NOARGS, "Codes of all phrases and where they begin."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot phrases_slots[] = {
    {Py_tp_new, phrases_new},
    {Py_tp_dealloc, phrases_dealloc},
    {Py_tp_methods, phrases_methods},
    {0, NULL},
};

static PyType_Spec phrases_spec = {
    .name = "talentcast.matching._spans.Phrases",
    .basicsize = sizeof(Phrases),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = phrases_slots,
};

/* ---- The module ---------------------------------------------------------------------------- */

static PyMethodDef functions[] = {
    {"look_up", look_up, METH_VARARGS, "Classes of characters."},
    {"places", places, METH_VARARGS, "Where characters of a class stand."},
    {"next_at", next_at, METH_VARARGS, "The next of a class at or after places."},
    {"behind_last", behind_last, METH_VARARGS, "The place behind the last of a class before places."},
    {"first_in", first_in, METH_VARARGS, "The first of a class in stretches."},
    {"run_before", run_before, METH_VARARGS, "Characters of a class in a row before places."},
    {"holds", holds, METH_VARARGS, "Which stretches hold a class that another one follows."},
    {"each_in", each_in, METH_VARARGS, "Each character of a class in stretches."},
    {"runs", runs, METH_VARARGS, "Runs of a class in stretches."},
    {"pieces", pieces, METH_VARARGS, "What stands between the characters of a class in stretches."},
    {"behind_words", behind_words, METH_VARARGS, "Characters behind the last word before places."},
    {"holds_words", holds_words, METH_VARARGS, "Which stretches hold a word."},
    {"judge", judge, METH_VARARGS, "Verdicts on surfaces by the characters around them."},
    {"first_of_each", first_of_each, METH_VARARGS, "The first of each number in groups."},
    {"cover", cover, METH_VARARGS, "Mark the characters of stretches."},
    {"apart", apart, METH_VARARGS, "Which stretches overlap none kept before them."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_spans", .m_size = -1, .m_methods = functions,
};

PyMODINIT_FUNC PyInit__spans(void)
{
    PyObject *made = PyModule_Create(&module);
    PyObject *type = PyType_FromSpec(&phrases_spec);
    if (!made || !type || PyModule_AddObjectRef(made, "Phrases", type) < 0) {
        Py_XDECREF(type);
        Py_XDECREF(made);
        return NULL;
    }
    Py_DECREF(type);
    return made;
}
