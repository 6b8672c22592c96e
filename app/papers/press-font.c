/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/press-parts.h"

#define FIRST_CLUSTER 0x110000 /* behind the last character */
#define GLYPH_BITS 16

static guint
add (YnPressFont *font, guint glyph, const char *text, gsize length)
{
  guint16 id = (guint16) glyph;

  g_array_append_val (font->glyphs, id);
  g_ptr_array_add (font->texts, g_strndup (text, length));
  return font->glyphs->len - 1;
}

void
yn_press_font_init (YnPressFont *font, YnTrueType *outlines)
{
  font->outlines = outlines;
  font->glyphs = g_array_new (FALSE, FALSE, sizeof (guint16));
  font->texts = g_ptr_array_new_with_free_func (g_free);
  font->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  font->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add (font, 0, "", 0); /* what is missing */
}

void
yn_press_font_clear (YnPressFont *font)
{
  g_array_unref (font->glyphs);
  g_ptr_array_unref (font->texts);
  g_hash_table_unref (font->numbers);
  g_hash_table_unref (font->clusters);
}

static guint
character_of (YnPressFont *font, const char *text, guint length)
{
  g_autofree char *cluster = NULL;
  guint character;

  if (length == 0)
    return 0;
  if (g_utf8_next_char (text) == text + length)
    return g_utf8_get_char (text);
  cluster = g_strndup (text, length);
  character = GPOINTER_TO_UINT (g_hash_table_lookup (font->clusters, cluster));
  if (character == 0)
    {
      character = FIRST_CLUSTER + g_hash_table_size (font->clusters);
      g_hash_table_insert (font->clusters, g_steal_pointer (&cluster), GUINT_TO_POINTER (character));
    }
  return character;
}

guint
yn_press_font_number (YnPressFont *font, guint glyph, const char *text, guint length)
{
  gint64 key = (gint64) character_of (font, text, length) << GLYPH_BITS | glyph;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (font->numbers, &key));

  if (number == 0 && font->glyphs->len <= G_MAXUINT16)
    {
      number = add (font, glyph, text, length);
      g_hash_table_insert (font->numbers, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (number));
    }
  return number;
}
