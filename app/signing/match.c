/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/match.h"

#include "base/error.h"

#include <string.h>

const char *
yn_match_name (YnMatch match)
{
  static const char *const names[] = { "yes", "no", "cannot-tell" };

  return names[match];
}

/* Registers write the same name with brackets and letters of either width, and with blanks or without. */
static char *
plain (const char *name)
{
  g_autofree char *normal = name == NULL ? NULL : g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *p = normal; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

/* Authorities hang numbers and uses behind a name: "演练甲@4602…", "三亚样例有限公司(1)". */
static gboolean
names (const char *text, const char *wanted)
{
  g_autofree char *is = plain (text), *should = plain (wanted);
  gsize length = strlen (should);

  if (length == 0 || strncmp (is, should, length) != 0)
    return FALSE;
  return is[length] == '\0' || strchr ("@(-_#", is[length]) != NULL;
}

YnMatch
yn_match_of_name (const YnCertificate *certificate, const YnWanted *wanted)
{
  const char *subject = certificate->subject_name;

  if (wanted->name == NULL || subject == NULL || *subject == '\0')
    return YN_MATCH_CANNOT_TELL;
  return names (subject, wanted->name) ? YN_MATCH_YES : YN_MATCH_NO;
}

YnMatch
yn_match_of_code (const YnCertificate *certificate, const YnWanted *wanted)
{
  if (wanted->uscc == NULL || certificate->uscc == NULL)
    return YN_MATCH_CANNOT_TELL;
  return g_ascii_strcasecmp (certificate->uscc, wanted->uscc) == 0 ? YN_MATCH_YES : YN_MATCH_NO;
}

/* The enterprise stands behind a name that is not its own. */
static gboolean
is_somebody_of (const YnCertificate *certificate, const YnWanted *wanted)
{
  return certificate->organization != NULL && names (certificate->organization, wanted->name)
         && yn_match_of_name (certificate, wanted) == YN_MATCH_NO;
}

YnMatch
yn_match_of_enterprise (const YnCertificate *certificate, const char *name, const char *uscc)
{
  const YnWanted wanted = { name, uscc, FALSE };
  YnMatch code = yn_match_of_code (certificate, &wanted), by_name = yn_match_of_name (certificate, &wanted);

  if (code != YN_MATCH_CANNOT_TELL)
    return code;
  return by_name == YN_MATCH_NO && is_somebody_of (certificate, &wanted) ? YN_MATCH_YES : by_name;
}

gboolean
yn_match_check (const YnCertificate *certificate, const YnWanted *wanted, GError **error)
{
  YnMatch name = yn_match_of_name (certificate, wanted), code = yn_match_of_code (certificate, wanted);

  if (code == YN_MATCH_NO)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH,
                   "the certificate is for %s, the paper for %s", certificate->uscc, wanted->uscc);
      return FALSE;
    }
  if (name == YN_MATCH_NO && (wanted->person || is_somebody_of (certificate, wanted) || code != YN_MATCH_YES))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH,
                   "the certificate is of %s, the paper is to be signed by %s", certificate->subject_name,
                   wanted->name);
      return FALSE;
    }
  if (name == YN_MATCH_CANNOT_TELL && code == YN_MATCH_CANNOT_TELL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT,
                           "the certificate names neither signer nor code");
      return FALSE;
    }
  return TRUE;
}
