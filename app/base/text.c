/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Text as people type and paste it. */

#include "base/text.h"

#include <string.h>

#define IDEOGRAPHIC_SPACE 0x3000

/* U+FF01 … U+FF5E are ASCII's printable characters once more, wide. */
static gunichar
narrow (gunichar c)
{
  if (c == IDEOGRAPHIC_SPACE)
    return ' ';
  return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
}

/* Characters that print nothing and can make a text read as another than it is. The joiners stay: scripts and emoji
 * need them. */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x200b || c == 0xfeff || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Wide punctuation is right in Chinese prose; wide letters and digits are an input method left in the wrong mode. */
static gunichar
narrow_in_prose (gunichar c)
{
  gunichar narrowed = narrow (c);

  return narrowed == ' ' || (narrowed < 128 && g_ascii_isalnum (narrowed)) ? narrowed : c;
}

char *
yn_text_normal_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *line = g_string_new (NULL);
  gboolean broken = FALSE;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_line_break (c))
        {
          if (!broken)
            g_string_append_c (line, ' ');
          broken = TRUE;
          continue;
        }
      if (is_invisible (c))
        continue;
      g_string_append_unichar (line, narrow_in_prose (c));
      broken = FALSE;
    }
  return g_strstrip (g_string_free (line, FALSE));
}

char *
yn_text_normal_lines (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *lines = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\r' && at[1] == '\n')
        continue;
      if (c == '\t' || c == '\n')
        g_string_append_c (lines, c);
      else if (is_line_break (c))
        g_string_append_c (lines, '\n');
      else if (!is_invisible (c))
        g_string_append_unichar (lines, narrow_in_prose (c));
    }
  return g_strchomp (g_string_free (lines, FALSE));
}

char *
yn_text_compact (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *compact = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = narrow (g_utf8_get_char (at));

      if (!g_unichar_isspace (c) && !is_line_break (c) && !is_invisible (c))
        g_string_append_unichar (compact, c);
    }
  return g_string_free (compact, FALSE);
}
