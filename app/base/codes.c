/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/codes.h"

#include <string.h>
#include "base/clock.h"
#include "base/text.h"

#define DIGITS "0123456789"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

#define USCC_LENGTH 18
/* GB 32100: no I, O, S, V, Z. */
#define USCC_ALPHABET "0123456789ABCDEFGHJKLMNPQRTUWXY"
#define ORG_CODE_LENGTH 9
#define RESIDENT_ID_LENGTH 18

static gboolean
consists_of (const char *text, gsize length, const char *characters)
{
  return strspn (text, characters) >= length;
}

static char *
capital_compact (const char *text)
{
  g_autofree char *compact = yn_text_compact (text);

  return g_ascii_strup (compact, -1);
}

static glong
count (const char *text)
{
  return g_utf8_strlen (text, -1);
}

char *
yn_uscc_normal (const char *text)
{
  return capital_compact (text);
}

static char
uscc_check_digit (const char *uscc)
{
  static const int weights[] = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (strchr (USCC_ALPHABET, uscc[i]) - USCC_ALPHABET) * weights[i];
  return USCC_ALPHABET[(31 - sum % 31) % 31];
}

YnCodeVerdict
yn_uscc_check (const char *uscc, char *expected)
{
  g_autofree char *org_code = NULL;
  char right;

  if (uscc == NULL || count (uscc) != USCC_LENGTH)
    return YN_CODE_LENGTH;
  if (!consists_of (uscc, USCC_LENGTH, USCC_ALPHABET) || !consists_of (uscc + 2, 6, DIGITS))
    return YN_CODE_CHARACTER;
  right = uscc_check_digit (uscc);
  if (uscc[USCC_LENGTH - 1] != right)
    {
      if (expected != NULL)
        *expected = right;
      return YN_CODE_CHECK_DIGIT;
    }
  org_code = g_strndup (uscc + 8, ORG_CODE_LENGTH);
  return yn_org_code_check (org_code) == YN_CODE_OK ? YN_CODE_OK : YN_CODE_WARNING;
}

static int
org_code_value (char c)
{
  return g_ascii_isdigit (c) ? c - '0' : c - 'A' + 10;
}

YnCodeVerdict
yn_org_code_check (const char *code)
{
  static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  if (code == NULL || count (code) != ORG_CODE_LENGTH)
    return YN_CODE_LENGTH;
  if (!consists_of (code, ORG_CODE_LENGTH, DIGITS CAPITALS))
    return YN_CODE_CHARACTER;
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += org_code_value (code[i]) * weights[i];
  return code[8] == "0X987654321"[sum % 11] ? YN_CODE_OK : YN_CODE_CHECK_DIGIT;
}

char *
yn_resident_id_normal (const char *text)
{
  return capital_compact (text);
}

/* The first two digits: a province (GB/T 2260). */
static gboolean
is_province (const char *id)
{
  static const char provinces[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
                                  "61 62 63 64 65 71 81 82 83 91 ";
  char prefix[] = { id[0], id[1], ' ', '\0' };

  return strstr (provinces, prefix) != NULL;
}

static gboolean
is_birth_date (const char *id, const char *today)
{
  g_autofree char *day = g_strdup_printf ("%.4s-%.2s-%.2s", id + 6, id + 10, id + 12);

  return yn_day_valid (day) && (today == NULL || yn_day_compare (day, today) <= 0);
}

YnCodeVerdict
yn_resident_id_check (const char *id, const char *today)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  if (id == NULL)
    return YN_CODE_LENGTH;
  if (strlen (id) == 15 && consists_of (id, 15, DIGITS))
    return YN_CODE_OLD_15;
  if (count (id) != RESIDENT_ID_LENGTH)
    return YN_CODE_LENGTH;
  if (!consists_of (id, 17, DIGITS) || !consists_of (id + 17, 1, DIGITS "X"))
    return YN_CODE_CHARACTER;
  if (!is_province (id))
    return YN_CODE_REGION;
  if (!is_birth_date (id, today))
    return YN_CODE_DATE;
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (id[i] - '0') * weights[i];
  return id[17] == "10X98765432"[sum % 11] ? YN_CODE_OK : YN_CODE_CHECK_DIGIT;
}

YnCodeVerdict
yn_travel_document_check (const char *kind, const char *number)
{
  static const struct
  {
    const char *kind;
    glong shortest;
    glong longest;
  } papers[] = {
    { "passport", 5, 20 },
    { "hk-macau-permit", 9, 11 },
    { "taiwan-permit", 8, 10 },
    { "foreign-permanent-resident", 15, 18 },
  };
  glong length = number != NULL ? count (number) : 0;
  glong shortest = 5, longest = 20;

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_strcmp0 (kind, papers[i].kind) == 0)
      {
        shortest = papers[i].shortest;
        longest = papers[i].longest;
      }
  if (length < shortest || length > longest)
    return YN_CODE_LENGTH;
  return consists_of (number, strlen (number), DIGITS CAPITALS) ? YN_CODE_OK : YN_CODE_CHARACTER;
}

static gboolean
is_mobile (const char *phone)
{
  return strlen (phone) == 11 && consists_of (phone, 11, DIGITS) && phone[0] == '1' && phone[1] >= '3';
}

static const char *
skip_country (const char *phone)
{
  static const char *const prefixes[] = { "+86", "0086", "(+86)" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (phone, prefixes[i]))
      {
        phone += strlen (prefixes[i]);
        return *phone == '-' ? phone + 1 : phone;
      }
  return phone;
}

/* "(0898)68880001" -> "0898-68880001" */
static void
open_brackets (GString *phone)
{
  if (phone->str[0] != '(' || strchr (phone->str, ')') == NULL)
    return;
  g_string_erase (phone, 0, 1);
  g_string_replace (phone, ")-", "-", 1);
  g_string_replace (phone, ")", "-", 1);
}

char *
yn_phone_normal (const char *text)
{
  g_autofree char *compact = yn_text_compact (text);
  g_autoptr (GString) phone = g_string_new (compact);
  g_autoptr (GString) bare = NULL;

  g_string_replace (phone, "—", "-", 0);
  g_string_replace (phone, "–", "-", 0);
  g_string_erase (phone, 0, skip_country (phone->str) - phone->str);
  open_brackets (phone);
  bare = g_string_new (phone->str);
  g_string_replace (bare, "-", "", 0);
  return g_strdup (is_mobile (bare->str) ? bare->str : phone->str);
}

YnCodeVerdict
yn_phone_check (const char *phone)
{
  if (phone == NULL || *phone == '\0')
    return YN_CODE_LENGTH;
  if (!consists_of (phone, strlen (phone), DIGITS "-"))
    return YN_CODE_CHARACTER;
  if (is_mobile (phone)
      || g_regex_match_simple ("^(0\\d{2,3}-?)?[2-9]\\d{6,7}(-\\d{1,6})?$", phone, G_REGEX_DOLLAR_ENDONLY, 0))
    return YN_CODE_OK;
  return YN_CODE_LENGTH;
}

/* Only the brackets around the year are of the number; others belong to the authority's name. */
char *
yn_document_number_normal (const char *text)
{
  g_autofree char *compact = yn_text_compact (text);
  g_autoptr (GRegex) year = g_regex_new ("[\\[(【〔［（](\\d{4})[\\])】〕］）]", 0, 0, NULL);
  char *number = g_regex_replace (year, compact, -1, 0, "〔\\1〕", 0, NULL);

  return number != NULL ? number : g_steal_pointer (&compact);
}

YnCodeVerdict
yn_document_number_check (const char *number)
{
  if (number == NULL || *number == '\0' || count (number) > 100)
    return YN_CODE_LENGTH;
  if (!g_regex_match_simple ("^[^〔〕\\s]+〔(19|20)\\d{2}〕[^〔〕\\s]*\\d[^〔〕\\s]*号$", number, G_REGEX_DOLLAR_ENDONLY, 0))
    return YN_CODE_CHARACTER;
  return YN_CODE_OK;
}

char *
yn_licence_number_normal (const char *text)
{
  g_auto (GStrv) opened = g_strsplit (text, "（", -1);
  g_autoptr (GString) number = g_string_new (NULL);

  for (guint i = 0; opened[i] != NULL; i++)
    {
      g_auto (GStrv) closed = g_strsplit (opened[i], "）", -1);

      g_string_append (number, i > 0 ? "（" : "");
      for (guint j = 0; closed[j] != NULL; j++)
        {
          g_autofree char *compact = yn_text_compact (closed[j]);

          g_string_append_printf (number, "%s%s", j > 0 ? "）" : "", compact);
        }
    }
  return g_strdup (number->str);
}

static gboolean
is_code (const char *text)
{
  return consists_of (text, strlen (text), DIGITS CAPITALS "abcdefghijklmnopqrstuvwxyz");
}

static char *
mask_middle (const char *text, glong head, glong tail)
{
  glong length = g_utf8_strlen (text, -1);
  GString *masked = g_string_new (NULL);
  glong i = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), i++)
    g_string_append_unichar (masked, i < head || i >= length - tail ? g_utf8_get_char (at) : '*');
  return g_string_free (masked, FALSE);
}

char *
yn_mask_private (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  gsize length = strlen (valid);

  if (length >= 10 && yn_phone_check (valid) == YN_CODE_OK)
    return mask_middle (valid, 3, 4);
  if (length >= 12 && is_code (valid))
    return mask_middle (valid, 4, 4);
  if (length > 8 && is_code (valid))
    return mask_middle (valid, 2, 2);
  return mask_middle (valid, 1, 0);
}
