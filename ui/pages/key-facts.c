/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/key-facts.h"

#include "words.h"

#include <glib/gi18n.h>

/* "91460200MA5T1Q2W3D · matches": what was held against whom, and what came of it. */
static void
add_match (YnFactList *facts, const char *title, const char *text, YnMatch match)
{
  const char *words = match == YN_MATCH_YES  ? _("matches")
                      : match == YN_MATCH_NO ? _("does NOT match")
                                             : _("cannot be compared");
  g_autofree char *value = text == NULL ? g_strdup (words) : g_strdup_printf ("%s · %s", text, words);

  yn_fact_list_add (facts, title, value);
}

gboolean
yn_key_facts_fill (YnFactList *facts, YnDesk *desk, const YnSigner *signer, const YnCertificate *certificate,
                   const YnKeyKind *kind, GError **misfit)
{
  YnLanguage language = yn_desk_language (desk);
  g_autofree char *from = yn_words_moment (certificate->not_before, language);
  g_autofree char *until = yn_words_moment (certificate->not_after, language);
  g_autofree char *class = yn_signature_class_words (kind->class, certificate->issuer_name, language);
  YnMatch name, code;
  gboolean suits = yn_desk_suits (desk, certificate, signer, &name, &code, misfit);

  yn_fact_list_clear (facts);
  add_match (facts, _("Certificate of"), certificate->subject_name, name);
  if (certificate->organization != NULL
      && g_strcmp0 (certificate->organization, certificate->subject_name) != 0)
    yn_fact_list_add (facts, _("Enterprise"), certificate->organization);
  add_match (facts, _("Credit code"), certificate->uscc, code);
  yn_fact_list_add (facts, _("Issued by"), certificate->issuer_name);
  yn_fact_list_add (facts, _("Valid from"), from);
  yn_fact_list_add (facts, _("Valid until"), until);
  yn_fact_list_add (facts, _("Signature"), class);
  return suits;
}
