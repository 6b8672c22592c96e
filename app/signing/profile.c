/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/profile.h"

#include "base/codes.h"
#include "base/data.h"

#include <openssl/err.h>

#define PROFILES "certificate-profiles.json"
#define USCC_LENGTH 18
#define MAX_EXTENSION 1024 /* what holds a code or a name is short */

/* Read once and kept: it is a part of the program. */
static const YnJson *
profiles (void)
{
  static gsize read;
  static YnJson *kept;

  if (g_once_init_enter (&read))
    {
      g_autoptr (GError) error = NULL;

      kept = yn_data_json (PROFILES, &error);
      if (kept == NULL)
        g_warning ("%s: %s", PROFILES, error->message);
      g_once_init_leave (&read, 1);
    }
  return kept;
}

/* Private extensions hold a DER string by the standard, and the bare text by habit. */
static char *
extension_text (X509_EXTENSION *extension)
{
  const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data (extension);
  const unsigned char *data = ASN1_STRING_get0_data (value), *cursor = data;
  int length = ASN1_STRING_length (value);
  ASN1_STRING *inside = NULL;
  char *text = NULL;

  if (length > MAX_EXTENSION)
    return NULL;
  inside = d2i_ASN1_PRINTABLE (NULL, &cursor, length);
  if (inside != NULL && cursor == data + length)
    text = yn_crypto_text (inside);
  ASN1_STRING_free (inside);
  ERR_clear_error ();
  return text != NULL ? text : g_utf8_make_valid ((const char *) data, length);
}

/* The subject's attributes of that kind in their order, then the extension. */
static char **
texts_of (X509 *certificate, const ASN1_OBJECT *oid)
{
  GStrvBuilder *texts = g_strv_builder_new ();
  const X509_NAME *subject = X509_get_subject_name (certificate);
  int index = -1;
  char **answer;

  while ((index = X509_NAME_get_index_by_OBJ (subject, oid, index)) >= 0)
    {
      g_autofree char *text = yn_crypto_text (X509_NAME_ENTRY_get_data (X509_NAME_get_entry (subject, index)));

      if (text != NULL)
        g_strv_builder_add (texts, text);
    }
  index = X509_get_ext_by_OBJ (certificate, oid, -1);
  if (index >= 0)
    {
      g_autofree char *text = extension_text (X509_get_ext (certificate, index));

      if (text != NULL)
        g_strv_builder_add (texts, text);
    }
  answer = g_strv_builder_end (texts);
  g_strv_builder_unref (texts);
  return answer;
}

static char **
texts_at (X509 *certificate, const YnJson *place)
{
  ASN1_OBJECT *oid = OBJ_txt2obj (yn_json_string (yn_json_get (place, "at")), 0);
  char **texts = oid != NULL ? texts_of (certificate, oid) : g_new0 (char *, 1);

  ASN1_OBJECT_free (oid);
  return texts;
}

/* A credit code stands alone or behind a scheme ("NTRCN-9146…"): a run of 18 letters and digits whose check digit is
 * right. */
static char *
code_within (const char *text)
{
  while (*text != '\0')
    {
      gsize run = 0;

      while (g_ascii_isalnum (text[run]))
        run++;
      if (run == USCC_LENGTH)
        {
          g_autofree char *candidate = g_ascii_strup (text, (gssize) run);
          YnCodeVerdict verdict = yn_uscc_check (candidate, NULL);

          if (verdict == YN_CODE_OK || verdict == YN_CODE_WARNING)
            return g_steal_pointer (&candidate);
        }
      text += MAX (run, 1);
    }
  return NULL;
}

static char *
code_at (X509 *certificate, const YnJson *place)
{
  g_auto (GStrv) texts = texts_at (certificate, place);
  const char *mark = yn_json_string (yn_json_get (place, "behind"));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *at = mark != NULL ? strstr (texts[i], mark) : texts[i];
      char *code = at != NULL ? code_within (at + (mark != NULL ? strlen (mark) : 0)) : NULL;

      if (code != NULL)
        return code;
    }
  return NULL;
}

static char *
code_among (X509 *certificate, const YnJson *places)
{
  char *code = NULL;

  for (guint i = 0; i < yn_json_size (places) && code == NULL; i++)
    code = code_at (certificate, yn_json_at (places, i));
  return code;
}

static gboolean
issued_by (X509 *certificate, const YnJson *authority)
{
  const YnJson *names = yn_json_get (authority, "issuer");
  const X509_NAME *issuer = X509_get_issuer_name (certificate);

  for (int i = 0; i < X509_NAME_entry_count (issuer); i++)
    {
      g_autofree char *text = yn_crypto_text (X509_NAME_ENTRY_get_data (X509_NAME_get_entry (issuer, i)));

      for (guint j = 0; text != NULL && j < yn_json_size (names); j++)
        if (strstr (text, yn_json_string (yn_json_at (names, j))) != NULL)
          return TRUE;
    }
  return FALSE;
}

/* What is known of the certificate's authority; NULL: nothing. */
static const YnJson *
profile_of (X509 *certificate)
{
  const YnJson *authorities = yn_json_get (profiles (), "authorities");

  for (guint i = 0; i < yn_json_size (authorities); i++)
    if (issued_by (certificate, yn_json_at (authorities, i)))
      return yn_json_at (authorities, i);
  return NULL;
}

char *
yn_profile_code (X509 *certificate)
{
  char *code = code_among (certificate, yn_json_get (profile_of (certificate), "code"));

  return code != NULL ? code : code_among (certificate, yn_json_get (profiles (), "code"));
}

static gboolean
is_a_name (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* "051@三亚…有限公司@N91460200…@1": of what stands between the marks the first part that is written in Chinese. */
char *
yn_profile_name (X509 *certificate)
{
  const YnJson *place = yn_json_get (profile_of (certificate), "name");
  const char *mark = yn_json_string (yn_json_get (place, "between"));
  g_auto (GStrv) texts = mark != NULL ? texts_at (certificate, place) : NULL;
  g_auto (GStrv) parts = texts != NULL && texts[0] != NULL ? g_strsplit (texts[0], mark, -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (is_a_name (parts[i]))
      return g_strdup (parts[i]);
  return NULL;
}
