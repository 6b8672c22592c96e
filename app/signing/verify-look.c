/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A content stream of a few operators: those that set letters, colours and a frame. Anything else could draw
 * what no text says. Letters are read in simple fonts that stood in the signed file, or that every reader
 * has; they must stand in one run from left to right and top to bottom, in one size and one colour: else some
 * could be hidden or moved. */

#include "signing/verify-look.h"

#include <math.h>
#include <string.h>

#define NUMBERS 6
#define WIDEST_KERN 600 /* thousandths of a letter's height: more moves letters past others */
#define MAX_FRAMES 4    /* rectangles; of many of them digits could be made */
#define MAX_LOOK (256 * 1024)

typedef struct
{
  YnPdf *before, *after;
  char *resources; /* path */
  const char *at, *end;
  GString *operands;       /* strings since the last operator */
  char *name;              /* the last name since then, with its slash; or NULL */
  double numbers[NUMBERS]; /* the last ones since then */
  guint n_numbers;
  guint runs;      /* of text */
  gboolean placed; /* where this run begins */
  GString *said;
  guint frames;
  gboolean font_known;
  gboolean unreadable;
} Look;

static gboolean
is_delimiter (char c)
{
  return c == '\0' || strchr (" \t\r\n\f()<>[]{}/%", c) != NULL;
}

/* "(a\)b)": @at stands behind the first parenthesis. */
static void
read_literal (Look *look)
{
  int depth = 1;

  while (look->at < look->end && depth > 0)
    {
      char c = *look->at++;

      if (c == '(')
        depth++;
      else if (c == ')')
        depth--;
      else if (c == '\\' && look->at < look->end)
        {
          c = *look->at++;
          if (strchr ("nrtbf01234567\r\n", c) != NULL)
            look->unreadable = TRUE;
        }
      if (depth > 0)
        g_string_append_c (look->operands, c);
    }
}

static void
read_hexadecimal (Look *look)
{
  int high = -1;

  for (; look->at < look->end && *look->at != '>'; look->at++)
    {
      int digit = g_ascii_xdigit_value (*look->at);

      if (digit < 0)
        continue;
      if (high >= 0)
        g_string_append_c (look->operands, (char)(high << 4 | digit));
      high = high >= 0 ? -1 : digit;
    }
  look->at++;
}

/* Standard fonts look the same everywhere; a font of the signed file is what the signer vouched for. */
static gboolean
is_known_font (Look *look, const char *name)
{
  static const char *const standard[] = { "/Helvetica",      "/Helv",       "/Times-Roman",  "/Courier",
                                          "/Helvetica-Bold", "/Times-Bold", "/Courier-Bold", NULL };
  const char *path_of[] = { look->resources, "Root/AcroForm/DR" };

  for (guint i = 0; i < G_N_ELEMENTS (path_of); i++)
    {
      g_autofree char *path = g_strconcat (path_of[i], "/Font", name, NULL);
      g_autofree char *kind_path = g_strconcat (path, "/Subtype", NULL);
      g_autofree char *base_path = g_strconcat (path, "/BaseFont", NULL);
      g_autofree char *program_path = g_strconcat (path, "/FontDescriptor", NULL);
      g_autofree char *encoding_path = g_strconcat (path, "/Encoding", NULL);
      g_autofree char *kind = yn_pdf_name (look->after, kind_path);
      g_autofree char *base = yn_pdf_name (look->after, base_path);
      g_autofree char *program = yn_pdf_unparse (look->after, program_path);
      g_autofree char *encoding = yn_pdf_name (look->after, encoding_path);
      g_autofree char *any_encoding = yn_pdf_unparse (look->after, encoding_path);
      guint id = yn_pdf_object_id (look->after, path);

      if (kind == NULL)
        continue;
      if (!g_str_equal (kind, "/Type1") && !g_str_equal (kind, "/TrueType"))
        return FALSE;
      if (yn_pdf_object_exists (look->before, id) && yn_pdf_object_same (look->before, look->after, id))
        return TRUE;
      return program == NULL && base != NULL && g_strv_contains (standard, base)
             && (any_encoding == NULL || encoding != NULL);
    }
  return FALSE;
}

/* The run goes on to the right or downwards. */
static gboolean
goes_on (Look *look)
{
  double x = look->numbers[0], y = look->numbers[1];
  gboolean first = !look->placed;

  look->placed = TRUE;
  return look->n_numbers == 2 && (first || (y <= 0 && (x >= 0 || y < 0)));
}

static gboolean
is_upright (Look *look)
{
  const double *m = look->numbers;
  gboolean first = !look->placed;

  look->placed = TRUE;
  return look->n_numbers == 6 && first && m[0] > 0 && m[3] > 0 && fabs (m[1]) == 0 && fabs (m[2]) == 0;
}

static void
show (Look *look)
{
  look->unreadable = look->unreadable || !look->font_known;
  look->placed = TRUE;
  for (guint i = 0; i < look->n_numbers; i++)
    if (fabs (look->numbers[i]) > WIDEST_KERN)
      look->unreadable = TRUE;
  g_string_append_len (look->said, look->operands->str, (gssize)look->operands->len);
}

static gboolean
run (Look *look, const char *operator)
{
  static const char *const before_text[] = { "q", "Q", "Tc", "Tw", "TL", "g",   "G",   "rg", "RG",
                                             "k", "K", "w",  "J",  "j",  "d",   "W",   "W*", "n",
                                             "f", "F", "f*", "S",  "s",  "BMC", "BDC", NULL };
  static const char *const always[] = { "Q", "ET", "EMC", "T*", NULL };
  static const char *const shows[] = { "Tj", "TJ", "'", "\"", NULL };
  gboolean shown = look->said->len > 0;

  if (g_strv_contains (shows, operator))
    show (look);
  else if (g_str_equal (operator, "Td") || g_str_equal (operator, "TD"))
    look->unreadable = !goes_on (look) || look->unreadable;
  else if (g_str_equal (operator, "Tm"))
    look->unreadable = !is_upright (look) || look->unreadable;
  else if (g_str_equal (operator, "BT"))
    look->unreadable = look->runs++ > 0 || look->unreadable;
  else if (g_str_equal (operator, "Tf") && !shown)
    look->font_known = look->name != NULL && is_known_font (look, look->name);
  else if (g_str_equal (operator, "re") && !shown)
    look->frames++;
  else if (!g_strv_contains (always, operator) && (shown || !g_strv_contains (before_text, operator)))
    return FALSE;
  return look->frames <= MAX_FRAMES;
}

static void
forget_operands (Look *look)
{
  g_string_truncate (look->operands, 0);
  g_clear_pointer (&look->name, g_free);
  look->n_numbers = 0;
}

static void
push_number (Look *look, const char *word)
{
  if (look->n_numbers < NUMBERS)
    look->numbers[look->n_numbers++] = g_ascii_strtod (word, NULL);
  else if (fabs (g_ascii_strtod (word, NULL)) > WIDEST_KERN)
    look->unreadable = TRUE;
}

static char *
read_word (Look *look)
{
  const char *start = look->at++;

  while (look->at < look->end && !is_delimiter (*look->at))
    look->at++;
  return g_strndup (start, (gsize)(look->at - start));
}

/* FALSE: something that is not told by text. */
static gboolean
read_look (Look *look)
{
  while (look->at < look->end)
    {
      g_autofree char *word = NULL;

      if (*look->at == '(')
        look->at++, read_literal (look);
      else if (*look->at == '<' && look->at + 1 < look->end && look->at[1] != '<')
        look->at++, read_hexadecimal (look);
      else if (*look->at == '%')
        return FALSE;
      else if (*look->at == '/')
        {
          g_free (look->name);
          look->name = read_word (look);
        }
      else if (is_delimiter (*look->at))
        look->at++;
      else
        {
          word = read_word (look);
          if (g_ascii_isdigit (word[0]) || strchr ("+-.", word[0]) != NULL)
            push_number (look, word);
          else if (!run (look, word))
            return FALSE;
          else
            forget_operands (look);
        }
    }
  return TRUE;
}

/* Letters that mean the same in every simple encoding; spaces do not count. */
static char *
letters_of (const char *text, gsize length, gboolean *plain)
{
  GString *letters = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if ((guint8)text[i] > 0x20 && (guint8)text[i] < 0x7f)
      g_string_append_c (letters, text[i]);
    else if (strchr (" \t\r\n", text[i]) == NULL || text[i] == '\0')
      *plain = FALSE;
  return g_string_free (letters, FALSE);
}

static YnVerdict
compare (const Look *look, const char *value)
{
  gboolean plain = !look->unreadable;
  g_autofree char *said = letters_of (look->said->str, look->said->len, &plain);
  g_autofree char *held = letters_of (value, strlen (value), &plain);

  if (!plain)
    return YN_VERDICT_CANNOT_TELL;
  return g_str_equal (said, held) ? YN_VERDICT_YES : YN_VERDICT_NO;
}

YnVerdict
yn_look_says (YnPdf *before, YnPdf *after, guint id, const char *value)
{
  g_autofree char *looks = g_strdup_printf ("%u/AP", id);
  g_autofree char *path = g_strdup_printf ("%u/AP/N", id);
  g_autofree char *there = yn_pdf_unparse (after, looks);
  g_autoptr (GBytes) content = there != NULL ? yn_pdf_stream (after, path) : NULL;
  gsize size;
  YnVerdict verdict = YN_VERDICT_NO;
  Look look = { before, after };

  if (there == NULL)
    return YN_VERDICT_YES;
  if (content == NULL || g_bytes_get_size (content) > MAX_LOOK)
    return YN_VERDICT_CANNOT_TELL;
  look.at = g_bytes_get_data (content, &size);
  look.end = look.at + size;
  look.resources = g_strconcat (path, "/Resources", NULL);
  look.operands = g_string_new (NULL);
  look.said = g_string_new (NULL);
  if (read_look (&look))
    verdict = compare (&look, value);
  g_free (look.resources);
  g_free (look.name);
  g_string_free (look.operands, TRUE);
  g_string_free (look.said, TRUE);
  return verdict;
}
