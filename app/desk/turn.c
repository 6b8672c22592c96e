/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/turn.h"

#include "papers/paper.h"
#include "papers/pdf.h"
#include "signing/field.h"
#include "signing/match.h"

char **
yn_turn_fields (GBytes *paper, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (paper, error);
  g_autoptr (GPtrArray) fields = pdf == NULL ? NULL : yn_signature_fields (pdf);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (fields == NULL)
    return NULL;
  for (guint i = 0; i < fields->len; i++)
    {
      const YnSignatureField *field = g_ptr_array_index (fields, i);

      if (field->name != NULL)
        g_strv_builder_add (names, field->name);
    }
  return g_strv_builder_end (names);
}

static gboolean
has_signed (const YnSigner *signer, const char *const *fields)
{
  g_autofree char *stem = yn_signer_field (signer);
  g_autofree char *field = g_strdup_printf ("%s%u", stem, signer->number);

  return g_strv_contains (fields, field);
}

/* Nobody waits for one who need not sign. */
YnSigner *
yn_turn_signer_behind (YnService *form, const YnJson *body, const char *const *fields)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (form, body);

  for (guint i = 0; i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);

      if (signer->required && !has_signed (signer, fields))
        return yn_signer_copy (signer);
    }
  return NULL;
}

YnSigner *
yn_turn_signer (YnService *form, GBytes *paper, GError **error)
{
  g_autoptr (YnJson) body = NULL;
  g_auto (GStrv) fields = NULL;

  if (yn_json_size (yn_json_get (yn_service_json (form), "signers")) == 0)
    return NULL;
  fields = yn_turn_fields (paper, error);
  body = fields == NULL ? NULL : yn_paper_body (paper, error);
  return body == NULL ? NULL : yn_turn_signer_behind (form, body, (const char *const *) fields);
}

static gboolean
class_from_name (const char *name, YnSignatureClass *class)
{
  for (YnSignatureClass i = YN_SIGNATURE_CLASS_PRACTICE; i <= YN_SIGNATURE_CLASS_SCAN; i++)
    if (g_strcmp0 (yn_signature_class_name (i), name) == 0)
      {
        *class = i;
        return TRUE;
      }
  return FALSE;
}

/* On a practice platform every signature is a practice one; elsewhere the key decides, and a software key is
 * what this desk can hold. */
static gboolean
class_for (const YnSigner *signer, gboolean practice, YnSignatureClass *class, GError **error)
{
  YnSignatureClass wanted = practice ? YN_SIGNATURE_CLASS_PRACTICE : YN_SIGNATURE_CLASS_SOFTWARE;

  for (guint i = 0; i < yn_json_size (signer->accept); i++)
    if (class_from_name (yn_json_string (yn_json_at (signer->accept, i)), class) && *class == wanted)
      return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT, "the service takes no %s signature",
               yn_signature_class_name (wanted));
  return FALSE;
}

gboolean
yn_turn_options (const YnSigner *signer, gboolean practice, gint64 instant, YnSignOptions *options,
                 GError **error)
{
  *options = (YnSignOptions) {
    .role = signer->role,
    .instant = instant,
    .mark_name = signer->name != NULL ? signer->name : signer->enterprise,
    .mark_uscc = signer->uscc,
    .language = YN_LANGUAGE_ZH_CN,
    .practice = practice,
  };
  return class_for (signer, practice, &options->class, error);
}

gboolean
yn_turn_key_fits (const YnSigner *signer, YnKey *key, gint64 now, GError **error)
{
  const YnWanted wanted = { signer->name, signer->uscc, signer->person };
  g_autoptr (GError) cause = NULL;

  if (!yn_key_fits (key, NULL, now, error))
    return FALSE;
  if (yn_match_check (yn_key_certificate (key), &wanted, &cause)
      || g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
