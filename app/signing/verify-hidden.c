/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Objects that wait. A signed file may speak of an object that is not there, and an attacker brings it later;
 * or what is appended defines an old object again without its cross-reference saying so, and a reader that
 * repairs files shows that one. Neither shows in a comparison of what is there. */

#include "signing/verify-changes.h"

#define HEADER 40 /* as far back as a number and a generation stand before "obj" */

static void
refuse (YnComparison *comparison, guint id)
{
  g_autofree char *name = g_strdup_printf ("%u", id);

  yn_comparison_note (comparison, YN_VERDICT_NO, "change-hidden-object", 0, name);
}

/* Bits, one for each object. */
static void
set_bit (GByteArray *bits, guint id)
{
  while (bits->len <= id / 8)
    g_byte_array_append (bits, (const guint8 *)"\0\0\0\0\0\0\0\0", 8);
  bits->data[id / 8] |= (guint8)(1 << id % 8);
}

static gboolean
has_bit (GByteArray *bits, guint id)
{
  return id / 8 < bits->len && (bits->data[id / 8] & 1 << id % 8) != 0;
}

/* @exists: bits of the objects of the signed part. */
static void
refuse_awaited (YnComparison *comparison, GByteArray *exists, guint last)
{
  for (guint id = 1; id <= last; id++)
    {
      g_autoptr (GArray) mentioned = has_bit (exists, id) ? yn_pdf_references (comparison->before, id) : NULL;

      for (guint i = 0; mentioned != NULL && i < mentioned->len; i++)
        {
          guint other = g_array_index (mentioned, guint, i);

          if (!has_bit (exists, other) && yn_pdf_object_exists (comparison->after, other))
            refuse (comparison, other);
        }
    }
}

/* The number before the generation that ends at @at; 0: there is none. */
static guint
number_before (const char *data, gsize at)
{
  guint64 id = 0, place = 1;
  gsize digits = 0;

  while (at > 0 && g_ascii_isspace (data[at - 1]))
    at--;
  while (at > 0 && g_ascii_isdigit (data[at - 1])) /* the generation */
    at--;
  if (at == 0 || !g_ascii_isspace (data[at - 1]))
    return 0;
  while (at > 0 && g_ascii_isspace (data[at - 1]))
    at--;
  for (; at > 0 && g_ascii_isdigit (data[at - 1]) && digits < 9; at--, digits++, place *= 10)
    id += place * (guint64)(data[at - 1] - '0');
  return digits > 0 ? (guint)id : 0;
}

/* "12 0 obj" in the bytes of one revision: an old object that did not change, or one twice. */
static void
refuse_defined_again (YnComparison *comparison,
                      GByteArray *exists,
                      GHashTable *changed,
                      gsize from,
                      gsize end)
{
  YnBytes *bytes = yn_pdf_bytes (comparison->after);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (gsize at = from; yn_bytes_find (bytes, at, end, "obj", &at); at += 3)
    {
      gsize length = MIN (at - from, HEADER);
      const char *before = yn_bytes_look (bytes, at - length, length);
      guint id = before != NULL ? number_before (before, length) : 0;

      if (id == 0)
        continue;
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (id))
          || (has_bit (exists, id) && !g_hash_table_contains (changed, GUINT_TO_POINTER (id))))
        refuse (comparison, id);
    }
}

void
yn_verify_hidden (YnComparison *comparison, GArray *existing, GHashTable *changed, gsize from)
{
  g_autoptr (GByteArray) exists = g_byte_array_new ();
  YnBytes *bytes = yn_pdf_bytes (comparison->after);
  guint last = 0;

  for (guint i = 0; i < existing->len; i++)
    {
      last = g_array_index (existing, guint, i);
      set_bit (exists, last);
    }
  refuse_awaited (comparison, exists, last);
  for (gsize end = from; from < yn_bytes_size (bytes); from = end)
    {
      end =
          yn_bytes_find (bytes, from, yn_bytes_size (bytes), "%%EOF", &end) ? end + 5 : yn_bytes_size (bytes);
      refuse_defined_again (comparison, exists, changed, from, end);
    }
}
