/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Before the reader sees a file. The reader unpacks cross-reference and object streams as it needs them,
 * without a bound on what they become: a few kilobytes can ask for all memory. They are unpacked here first, with a
 * bound and into nothing: those that the cross-references name, and in a file that takes liberties whatever looks like
 * one. */

#include "papers/pdf-private.h"
#include "papers/pdf-syntax.h"
#include "papers/pdf-xref.h"

#include <string.h>

#define WINDOW 8192 /* a stream's dictionary stands before it: as far back as we look */
#define MAX_LAYERS 4
#define MAX_LOOKS 50000
#define MAX_TOTAL (192 * 1024 * 1024)

/* Names with their #xx put right. */
static char *
plain_names (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '#' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
      {
        g_string_append_c (out, (char) (g_ascii_xdigit_value (text[i + 1]) << 4
                                        | g_ascii_xdigit_value (text[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (out, text[i]);
  for (gsize i = 0; i < out->len; i++)
    if (out->str[i] == '\0')
      out->str[i] = ' ';
  return g_string_free (out, FALSE);
}

static gboolean
holds_one_of (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* TRUE: as many layers of what begins at @offset as there are stay within bounds. */
static gboolean
unpacks_small (YnBytes *source, gsize offset, gsize *total)
{
  g_autoptr (YnBytes) layer = yn_bytes_ref (source);

  for (guint i = 0; i < MAX_LAYERS; i++)
    {
      gboolean overflow = FALSE;
      g_autoptr (GBytes) inner = yn_pdf_inflate_checked (layer, i == 0 ? offset : 0, &overflow);

      if (overflow)
        return FALSE;
      if (inner == NULL)
        return TRUE;
      *total += g_bytes_get_size (inner);
      if (*total > MAX_TOTAL)
        return FALSE;
      yn_bytes_unref (layer);
      layer = yn_bytes_new (inner);
    }
  return FALSE;
}

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && strchr ("\t\n\f\r ", *at) != NULL) /* and NUL, which strchr() finds too */
    at++;
  return at;
}

/* Behind a literal string that begins at @at, parentheses balanced; NULL: it does not end. */
static const char *
skip_string (const char *at, const char *end)
{
  int depth = 0;

  for (; at < end; at++)
    if (*at == '\\')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  return NULL;
}

static const char *
skip_comment (const char *at, const char *end)
{
  while (at < end && *at != '\n' && *at != '\r')
    at++;
  return at;
}

/* Behind the dictionary that begins at @at; NULL: none does, or it does not end. */
static const char *
skip_dictionary (const char *at, const char *end)
{
  int depth = 0;

  while (at != NULL && at + 1 < end)
    if (at[0] == '<' && at[1] == '<')
      {
        depth++;
        at += 2;
      }
    else if (at[0] == '>' && at[1] == '>')
      {
        at += 2;
        if (--depth <= 0)
          return depth == 0 ? at : NULL;
      }
    else if (depth == 0)
      return NULL;
    else if (at[0] == '(')
      at = skip_string (at, end);
    else if (at[0] == '%')
      at = skip_comment (at, end);
    else
      at++;
  return NULL;
}

/* Every dictionary in the window that an object could begin with and that ends at @keyword: a reader takes one of them,
 * and compressed bytes that happen to spell a name are in none. Where there is none, the whole window. */
static char *
names_before (const char *from, const char *keyword)
{
  g_autoptr (GString) dictionaries = g_string_new (NULL);

  for (const char *at = from; (at = memmem (at, (gsize) (keyword - at), "obj", 3)) != NULL;)
    {
      const char *start = skip_space (at += 3, keyword);
      const char *end = skip_dictionary (start, keyword);

      if (end != NULL && skip_space (end, keyword) == keyword)
        g_string_append_len (dictionaries, start, end - start);
    }
  return dictionaries->len > 0 ? plain_names (dictionaries->str, dictionaries->len)
                               : plain_names (from, (gsize) (keyword - from));
}

static const char *const structural[] = { "/ObjStm", "/XRef", "/First", NULL };
static const char *const unbounded[] = { "/LZW", "/RunLength", "/RL", NULL };

/* What was met on the way through the file. */
typedef struct
{
  gsize seen;   /* how far */
  gsize last;   /* behind the last name that matters, or the last "#xx", which may be any letter; 0: none yet */
  guint looks;
  gsize unpacked;
} Walk;

static gboolean
is_escape (YnBytes *source, gsize at)
{
  const char *text = yn_bytes_look (source, at, 3);

  return text != NULL && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]);
}

static void
walk_to (YnBytes *source, gsize to, Walk *walk)
{
  static const char *const signs[] = { "ObjStm", "XRef", "First", "#" };
  gsize from = walk->seen > 6 ? walk->seen - 6 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    for (gsize at = from; yn_bytes_find (source, at, to, signs[i], &at); at++)
      if (signs[i][0] != '#' || is_escape (source, at))
        walk->last = MAX (walk->last, at + 1);
  walk->seen = to;
}

static gboolean
is_harmless (YnBytes *source, gsize keyword, Walk *walk)
{
  gsize from = keyword > WINDOW ? keyword - WINDOW : 0;
  gsize start = keyword + strlen ("stream");
  const char *window, *at;
  g_autofree char *before = NULL;

  walk_to (source, keyword, walk);
  if (walk->last == 0 || walk->last <= from)
    return TRUE;
  window = yn_bytes_look (source, from, keyword - from);
  if (window == NULL || ++walk->looks > MAX_LOOKS)
    return FALSE;
  before = names_before (window, window + (keyword - from));
  if (!holds_one_of (before, structural))
    return TRUE;
  if (holds_one_of (before, unbounded))
    return FALSE;
  if ((at = yn_bytes_look (source, start, 1)) != NULL && *at == '\r')
    start++;
  if ((at = yn_bytes_look (source, start, 1)) != NULL && *at == '\n')
    start++;
  return unpacks_small (source, start, &walk->unpacked);
}

static gboolean
all_unpack_small (YnBytes *source)
{
  gsize size = yn_bytes_size (source);
  Walk walk = { 0 };

  for (gsize at = 0; yn_bytes_find (source, at, size, "stream", &at); at += 6)
    {
      const char *before = at >= 3 ? yn_bytes_look (source, at - 3, 3) : NULL;

      if ((before == NULL || memcmp (before, "end", 3) != 0) && !is_harmless (source, at, &walk))
        return FALSE;
    }
  return TRUE;
}

/* Where the data of the stream at @offset begin; 0: it takes liberties. @dictionary gets its dictionary's text. */
static gsize
data_of (YnBytes *source, gsize offset, char **dictionary)
{
  gsize length = MIN (yn_bytes_size (source) - offset, YN_BYTES_LOOK);
  const char *data = yn_bytes_look (source, offset, length);
  g_autofree char *text = data != NULL ? g_strndup (data, length) : g_strdup ("");
  const char *object = strstr (text, "obj"), *at;
  YnPdfSpan value;

  if (object == NULL || object - text > 20 || !yn_pdf_syntax_value (object + 3, &value)
      || !yn_pdf_syntax_is_dictionary (value) || !yn_pdf_syntax_is_plain (value))
    return 0;
  for (at = value.end; g_ascii_isspace (*at); at++)
    ;
  if (!g_str_has_prefix (at, "stream"))
    return 0;
  at += strlen ("stream");
  at += at[0] == '\r' && at[1] == '\n' ? 2 : 1;
  *dictionary = g_strndup (value.start, (gsize) (value.end - value.start));
  return offset + (gsize) (at - text);
}

gboolean
yn_pdf_unpacks_small (YnBytes *source, YnPdfXref *xref)
{
  GHashTableIter iter;
  gpointer id;
  gsize total = 0;

  if (xref == NULL)
    return all_unpack_small (source);
  g_hash_table_iter_init (&iter, yn_pdf_xref_containers (xref));
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autofree char *dictionary = NULL;
      gsize offset, data;
      YnPdfPlace place = yn_pdf_xref_place (xref, GPOINTER_TO_UINT (id), &offset);

      if (place == YN_PDF_PLACE_NONE)
        continue;
      if (place == YN_PDF_PLACE_DOUBTFUL || offset >= yn_bytes_size (source)
          || (data = data_of (source, offset, &dictionary)) == 0)
        return all_unpack_small (source);
      if (holds_one_of (dictionary, unbounded) || !unpacks_small (source, data, &total))
        return FALSE;
    }
  return TRUE;
}
