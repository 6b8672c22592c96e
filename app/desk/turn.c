/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/turn.h"

#include "papers/pdf.h"

const YnJson *
yn_turn_signer (YnService *form, GBytes *paper, GError **error)
{
  const YnJson *signers = yn_json_get (yn_service_json (form), "signers");
  g_autoptr (YnPdf) pdf = yn_pdf_open (paper, error);
  int signed_so_far;

  if (pdf == NULL)
    return NULL;
  signed_so_far = MAX (yn_pdf_count (pdf, "Root/AcroForm/Fields"), 0);
  return yn_json_at (signers, signed_so_far);
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

/* On a practice platform every signature is a practice one; elsewhere the key decides, and a software key is what this
 * desk can hold. */
static gboolean
class_for (const YnPlace *place, const YnJson *signer, YnSignatureClass *class, GError **error)
{
  const YnJson *accept = yn_json_get (signer, "accept");
  YnSignatureClass wanted = place->discovery->practice ? YN_SIGNATURE_CLASS_PRACTICE : YN_SIGNATURE_CLASS_SOFTWARE;

  for (guint i = 0; i < yn_json_size (accept); i++)
    if (class_from_name (yn_json_string (yn_json_at (accept, i)), class) && *class == wanted)
      return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT, "the service takes no %s signature",
               yn_signature_class_name (wanted));
  return FALSE;
}

gboolean
yn_turn_options (const YnLoan *loan, const YnJson *signer, gint64 instant, YnSignOptions *options, GError **error)
{
  *options = (YnSignOptions) {
    .role = yn_json_get_string (signer, "role"),
    .instant = instant,
    .mark_name = loan->enterprise->name,
    .mark_uscc = loan->enterprise->uscc,
    .language = YN_LANGUAGE_ZH_CN,
    .practice = loan->place->discovery->practice,
  };
  return class_for (loan->place, signer, &options->class, error);
}

gboolean
yn_turn_key_fits (const YnLoan *loan, YnKey *key, gint64 now, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (yn_key_fits (key, loan->enterprise->uscc, now, &cause)
      || g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
