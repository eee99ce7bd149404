/* Words as trees (word_trees.py), and what stands around surfaces (surroundings.py). */

#include "_spans.h"

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

/* What is said of a surface, by its kind and the classes of the character before it and of the two
   behind it: the second bit of its verdict, and if the first one is set, what the two say together. */
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
    int verdict = all->verdict[place], said = verdict >> 1 & 1;
    int64_t row = all->number[first], column = all->number[second];
    if (row >= all->width || column >= all->width)
        return said;
    /* No branch: whether a pair is asked is hard to foresee. */
    return said | ((all->pair[row * all->width + column] & -(verdict & 1) & 3) << 1);
}

/* judge(rows of surface, start and end, codes, kind, sign, verdict, number, pair, found, signs,
   width) */
static PyObject *judge(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 2, 1, 1, 1, 2, 1, 1};
    Buffers all;
    int64_t given[2];
    (void)module;
    if (take(&all, args, 8, sizes, 1) < 0)
        return NULL;
    if (take_numbers(args, 8, 2, given) < 0) {
        release(&all);
        return NULL;
    }
    int64_t count = all.view[7].len;
    if (length_of(&all, 0, 4) != 3 * count)
        return refused(&all, "rows of three and as many results are needed");
    if (all.view[3].len != CHARACTERS || length_of(&all, 5, 2) != CHARACTERS || given[0] < 1 ||
        given[0] > 256 || given[1] < 0 || given[1] > CHARACTERS ||
        all.view[6].len != given[1] * given[1] || (count && !all.view[1].len))
        return refused(&all, "the tables do not fit each other");
    Around around = {all.view[1].buf, length_of(&all, 1, 2), all.view[2].buf, all.view[3].buf,
                     all.view[4].buf, all.view[6].buf,       all.view[5].buf, all.view[2].len,
                     all.view[4].len, given[0],              given[1]};
    const int32_t *row = all.view[0].buf;
    uint8_t *found = all.view[7].buf;
    for (int64_t at = 0; at < count; at++, row += 3) {
        int verdict = judge_one(&around, row[0], row[1], row[2]);
        if (verdict < 0)
            return refused(&all, "a surface or character has no verdict");
        found[at] = (uint8_t)verdict;
    }
    return done(&all);
}

/* sort_out(rows of surface, start and end, flags, said, uses, marks, duties, kept, width): rows as
   columns by their use: 1 a mark, 2 a duty; `uses` tells it by the flags of a surface, a row of it,
   and what is said of it. What is said of the marks is kept. Returns how many there are of both. */
static PyObject *sort_out(PyObject *module, PyObject *args)
{
    static const int sizes[] = {4, 1, 1, 1, 4, 4, 1};
    Buffers all;
    int64_t width, at = 0, marks = 0, duties = 0;
    (void)module;
    if (take(&all, args, 7, sizes, 3) < 0)
        return NULL;
    if (take_numbers(args, 7, 1, &width) < 0) {
        release(&all);
        return NULL;
    }
    int64_t count = all.view[2].len, surfaces = all.view[1].len, uses = all.view[3].len;
    if (length_of(&all, 0, 4) != 3 * count || length_of(&all, 4, 4) != 3 * count ||
        length_of(&all, 5, 4) != 3 * count || all.view[6].len != count || width < 1)
        return refused(&all, "rows of three and room for all of them are needed");
    const int32_t *row = all.view[0].buf;
    const uint8_t *flags = all.view[1].buf, *said = all.view[2].buf, *use_of = all.view[3].buf;
    int32_t *mark = all.view[4].buf, *duty = all.view[5].buf;
    uint8_t *kept = all.view[6].buf;
    for (; at < count; at++, row += 3) { /* no branch on the use: it is hard to foresee */
        if (row[0] < 0 || row[0] >= surfaces || said[at] >= width ||
            flags[row[0]] * width + said[at] >= uses)
            break;
        int use = use_of[flags[row[0]] * width + said[at]];
        for (int column = 0; column < 3; column++) {
            mark[column * count + marks] = row[column];
            duty[column * count + duties] = row[column];
        }
        kept[marks] = said[at];
        marks += use == 1;
        duties += use == 2;
    }
    if (at < count)
        return refused(&all, "a surface or what is said of it has no use");
    release(&all);
    return Py_BuildValue("LL", (long long)marks, (long long)duties);
}

PyMethodDef word_functions[] = {
    {"behind_words", behind_words, METH_VARARGS, "Characters behind the last word before places."},
    {"holds_words", holds_words, METH_VARARGS, "Which stretches hold a word."},
    {"judge", judge, METH_VARARGS, "Verdicts on surfaces by the characters around them."},
    {"sort_out", sort_out, METH_VARARGS, "Surfaces as columns by what they are used for."},
    {NULL, NULL, 0, NULL},
};
