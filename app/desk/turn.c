/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/turn.h"

#include "desk/named.h"
#include "papers/paper.h"
#include "papers/pdf.h"
#include "signing/field.h"

static char **
fields_in (YnPdf *pdf)
{
  g_autoptr (GPtrArray) fields = yn_signature_fields (pdf);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < fields->len; i++)
    {
      const YnSignatureField *field = g_ptr_array_index (fields, i);

      if (field->name != NULL)
        g_strv_builder_add (names, field->name);
    }
  return g_strv_builder_end (names);
}

char **
yn_turn_fields (GBytes *paper, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (paper, error);

  return pdf != NULL ? fields_in (pdf) : NULL;
}

gboolean
yn_turn_has_signed (const YnSigner *signer, const char *const *fields)
{
  g_autofree char *field = yn_signer_field (signer);

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

      if (signer->required && !yn_turn_has_signed (signer, fields))
        return yn_signer_copy (signer);
    }
  return NULL;
}

GPtrArray *
yn_turn_open (YnService *form, const YnJson *body, const char *const *fields)
{
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_signer_free);
  g_autoptr (GPtrArray) signers = yn_signers_of (form, body);
  guint begin = 0, end = G_MAXUINT; /* places */

  for (guint i = 0; i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);

      if (yn_turn_has_signed (signer, fields))
        begin = MAX (begin, signer->place);
      else if (signer->required)
        end = MIN (end, signer->place);
    }
  for (guint i = 0; i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);

      if (!yn_turn_has_signed (signer, fields) && (signer->place >= begin || signer->required) && signer->place <= end)
        g_ptr_array_add (open, yn_signer_copy (signer));
    }
  return open;
}

gboolean
yn_turn_holds (GPtrArray *open, const YnSigner *signer)
{
  for (guint i = 0; i < open->len; i++)
    {
      const YnSigner *one = g_ptr_array_index (open, i);

      if (one->number == signer->number && g_strcmp0 (one->role, signer->role) == 0)
        return TRUE;
    }
  return FALSE;
}

YnSigner *
yn_turn_signer (YnService *form, GBytes *paper, GError **error)
{
  g_autoptr (YnPdf) pdf = NULL;
  g_autoptr (YnJson) body = NULL;
  g_auto (GStrv) fields = NULL;

  if (yn_json_size (yn_json_get (yn_service_json (form), "signers")) == 0)
    return NULL;
  pdf = yn_pdf_open (paper, error);
  body = pdf != NULL ? yn_paper_body_in (pdf, error) : NULL;
  if (body == NULL)
    return NULL;
  fields = fields_in (pdf);
  return yn_turn_signer_behind (form, body, (const char *const *) fields);
}

/* On a practice platform every signature is a practice one, and nowhere else (invariant 6). */
static gboolean
is_for (YnSignatureClass class, gboolean practice)
{
  return practice ? class == YN_SIGNATURE_CLASS_PRACTICE
                  : class == YN_SIGNATURE_CLASS_SOFTWARE || class == YN_SIGNATURE_CLASS_TOKEN;
}

gboolean
yn_turn_kind (const YnSigner *signer, gboolean practice, const YnKeyKind *wanted, YnKeyKind *kind,
              GError **error)
{
  for (YnSignatureClass class = YN_SIGNATURE_CLASS_PRACTICE; class <= YN_SIGNATURE_CLASS_TOKEN; class++)
    if (is_for (class, practice) && (wanted == NULL || wanted->class == class)
        && yn_signer_takes (signer, yn_signature_class_name (class)))
      {
        *kind = (YnKeyKind) { class, wanted != NULL ? wanted->issuer : NULL };
        return TRUE;
      }
  if (wanted != NULL && wanted->class <= YN_SIGNATURE_CLASS_TOKEN && !is_for (wanted->class, practice))
    g_set_error (error, YN_ERROR, YN_ERROR_PRACTICE_MIXED, "a %s key at a %s platform",
                 yn_signature_class_name (wanted->class), practice ? "practice" : "real");
  else
    g_set_error (error, YN_ERROR, YN_ERROR_CLASS_NOT_TAKEN, "the service takes no %s signature",
                 wanted != NULL ? yn_signature_class_name (wanted->class)
                 : practice     ? "practice"
                                : "electronic");
  return FALSE;
}

void
yn_turn_options (const YnSigner *signer, gboolean practice, const YnKeyKind *kind, gint64 instant,
                 YnSignOptions *options)
{
  *options = (YnSignOptions) {
    .role = signer->role,
    .number = signer->number,
    .instant = instant,
    .class = kind->class,
    .mark_name = signer->name != NULL ? signer->name : signer->enterprise,
    .mark_uscc = signer->uscc,
    .mark_issuer = kind->issuer,
    .language = YN_LANGUAGE_ZH_CN,
    .practice = practice,
    .level = YN_LEVEL_B_LT, /* room for it: whether it is reached shows at the end */
  };
}

gboolean
yn_turn_shown_for (const YnKeyKind *shown, YnKey *key, GError **error)
{
  YnKeyKind kind = yn_key_kind (key);

  if (yn_key_kind_equal (shown, &kind))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the page that was shown names a %s key of %s",
               yn_signature_class_name (shown->class), shown->issuer != NULL ? shown->issuer : "nobody yet");
  return FALSE;
}

gboolean
yn_turn_key_fits (const YnSigner *signer, YnKey *key, gint64 now, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!yn_key_fits (key, NULL, now, error))
    return FALSE;
  if (yn_named_is (signer, yn_key_certificate (key), &cause)
      || g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
