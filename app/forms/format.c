/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/format.h"

#include <string.h>
#include "base/codes.h"
#include "forms/pattern.h"

static gboolean
is_uuid (const char *text)
{
  static const guint dashes[] = { 8, 13, 18, 23 };

  if (strlen (text) != 36)
    return FALSE;
  for (guint i = 0; i < 36; i++)
    {
      gboolean dash = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (dashes); j++)
        dash = dash || dashes[j] == i;
      if (dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_json_pointer (const char *text)
{
  if (*text != '\0' && *text != '/')
    return FALSE;
  for (; *text != '\0'; text++)
    if (*text == '~' && text[1] != '0' && text[1] != '1')
      return FALSE;
  return TRUE;
}

static gboolean
is_regex (const char *text)
{
  g_autoptr (YnPattern) pattern = yn_pattern_new (text, NULL);

  return pattern != NULL;
}

/* The codes of the domain say more than "wrong". A warning is no problem. */
static const char *
code_of (YnCodeVerdict verdict, const char *length, const char *character, const char *check_digit)
{
  switch (verdict)
    {
    case YN_CODE_LENGTH:
      return length;
    case YN_CODE_CHARACTER:
      return character;
    case YN_CODE_CHECK_DIGIT:
      return check_digit;
    case YN_CODE_DATE:
      return "resident-id-date";
    case YN_CODE_REGION:
      return "resident-id-region";
    case YN_CODE_OLD_15:
      return "resident-id-old";
    case YN_CODE_OK:
    case YN_CODE_WARNING:
    default:
      return NULL;
    }
}

static const char *
check_uscc (const char *text, const char *today, char *expected)
{
  return code_of (yn_uscc_check (text, expected), "uscc-length", "uscc-character", "uscc-check-digit");
}

static const char *
check_resident_id (const char *text, const char *today, char *expected)
{
  return code_of (yn_resident_id_check (text, today), "resident-id-length", "resident-id-character",
                  "resident-id-check-digit");
}

static const char *
check_phone (const char *text, const char *today, char *expected)
{
  return code_of (yn_phone_check (text), "phone", "phone", NULL);
}

static const char *
check_document_number (const char *text, const char *today, char *expected)
{
  return code_of (yn_document_number_check (text), "document-number", "document-number", NULL);
}

static const char *
check_travel_document (const char *text, const char *today, char *expected)
{
  return code_of (yn_travel_document_check (NULL, text), "travel-document", "travel-document", NULL);
}

/* As somebody writes it who has no form: in yuan. */
static gboolean
is_yuan (const char *text)
{
  gint64 fen;

  return yn_money_parse_yuan (text, &fen);
}

/* As the form keeps it: a whole number of fen. */
static gboolean
is_fen (const YnJson *number)
{
  gint64 fen;

  return yn_json_int64 (number, &fen) && yn_money_is_in_range (fen);
}

/* Either a yes or no with one code, or a check that knows several; of numbers too, where it speaks of them. */
struct _YnFormat
{
  const char *name;
  gboolean (*holds) (const char *text);
  const char *code;
  const char *(*check) (const char *text, const char *today, char *expected);
  gboolean (*holds_number) (const YnJson *number);
};

static const YnFormat formats[] = {
  { "date", yn_format_date, "format-date" },
  { "time", yn_format_time, "format-time" },
  { "date-time", yn_format_date_time, "format-date-time" },
  { "duration", yn_format_duration, "format-duration" },
  { "email", yn_format_email, "format-email" },
  { "idn-email", yn_format_idn_email, "format-email" },
  { "hostname", yn_format_hostname, "format-hostname" },
  { "ipv4", yn_format_ipv4, "format-ipv4" },
  { "ipv6", yn_format_ipv6, "format-ipv6" },
  { "uri", yn_format_uri, "format-uri" },
  { "uri-reference", yn_format_uri_reference, "format-uri-reference" },
  { "iri", yn_format_iri, "format-uri" },
  { "uuid", is_uuid, "format-uuid" },
  { "json-pointer", is_json_pointer, "format-json-pointer" },
  { "regex", is_regex, "format-regex" },
  { "uscc", NULL, NULL, check_uscc },
  { "resident-id", NULL, NULL, check_resident_id },
  { "cn-phone", NULL, NULL, check_phone },
  { "cn-document-number", NULL, NULL, check_document_number },
  { "travel-document", NULL, NULL, check_travel_document },
  { "money", is_yuan, "money", NULL, is_fen },
};

const YnFormat *
yn_format_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (name, formats[i].name) == 0)
      return &formats[i];
  return NULL;
}

const char *
yn_format_check (const YnFormat *format, const char *text, gsize length, const char *today, char *expected)
{
  *expected = '\0';
  if (format->check != NULL)
    return format->check (text, today, expected);
  return strlen (text) == length && format->holds (text) ? NULL : format->code;
}

const char *
yn_format_check_number (const YnFormat *format, const YnJson *number)
{
  return format->holds_number == NULL || format->holds_number (number) ? NULL : format->code;
}
