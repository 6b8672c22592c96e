/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/gathering-paper.h"

#include "signing/algorithm.h"
#include "signing/chain.h"
#include "signing/der.h"
#include "signing/field.h"
#include "signing/gathering-chain.h"
#include "signing/gbt35275.h"
#include "signing/stamp.h"
#include "signing/timestamp-token.h"

#include <openssl/err.h>
#include <string.h>

typedef struct
{
  const YnSignFinish *how;
  YnRevocation *known;  /* what the file says already */
  YnX509Stack *carried; /* certificates that it has beside its signatures, and roots */
  YnDss *dss;
} Round;

/* --- reading -------------------------------------------------------------------------------------------------------
 */

/* Also one of GB/T 35275, and one whose lengths are indefinite. NULL: it is none. */
static CMS_ContentInfo *
read_cms (GBytes *contents)
{
  gsize length, whole = 0;
  const guint8 *start = g_bytes_get_data (contents, &length);
  g_autoptr (GBytes) definite = yn_der_definite (start, length, &whole);
  const guint8 *der = g_bytes_get_data (definite != NULL ? definite : contents, &length);
  g_autoptr (GBytes) translated = yn_gbt35275_translate (der, length, &whole);
  const unsigned char *cursor = translated != NULL ? g_bytes_get_data (translated, &length) : der;

  return d2i_CMS_ContentInfo (NULL, &cursor, (long) length);
}

/* The first DER element: what stands behind it in the hole are zeros. */
static GBytes *
first_element (GBytes *contents)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (contents, &size);
  YnDer walk = YN_DER_BYTES (data, size), element;
  guint8 tag;

  return yn_der_next (&walk, &tag, &element) ? g_bytes_new (data, (gsize) (element.end - data)) : NULL;
}

static YnTimestampToken *
read_token (GBytes *der)
{
  return der == NULL ? NULL : yn_timestamp_token_read (g_bytes_get_data (der, NULL), g_bytes_get_size (der), NULL);
}

static YnX509Stack *
carried_by (const YnDss *had, YnTrust *trust)
{
  YnX509Stack *carried = trust != NULL ? yn_trust_roots (trust) : sk_X509_new_null ();

  for (guint i = 0; had != NULL && i < had->certificates->len; i++)
    {
      GBytes *der = g_ptr_array_index (had->certificates, i);
      const unsigned char *cursor = g_bytes_get_data (der, NULL);
      X509 *certificate = d2i_X509 (NULL, &cursor, (long) g_bytes_get_size (der));

      if (certificate != NULL)
        sk_X509_push (carried, certificate);
    }
  ERR_clear_error ();
  return carried;
}

/* --- gathering -----------------------------------------------------------------------------------------------------
 */

static gboolean
collect (Round *round, X509 *leaf, YnX509Stack *came, gint64 existed, GError **error)
{
  g_autoptr (YnX509Stack) beside = sk_X509_new_null ();

  X509_add_certs (beside, came, X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
  X509_add_certs (beside, round->carried, X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
  yn_algorithm_identify_all (beside);
  return yn_gathering_told (round->how->gathering, round->known, leaf, beside, existed)
         || yn_gathering_collect (round->how->gathering, leaf, beside, existed, round->dss, round->how->cancellable,
                                  error);
}

static gboolean
collect_token (Round *round, const YnTimestampToken *token, GError **error)
{
  return token == NULL || collect (round, token->leaf, token->certificates, token->instant, error);
}

static gboolean
collect_signer (Round *round, GBytes *contents, CMS_ContentInfo *cms, GError **error)
{
  STACK_OF (CMS_SignerInfo) *signers = CMS_get0_SignerInfos (cms);
  g_autoptr (YnX509Stack) came = CMS_get1_certs (cms);
  g_autoptr (GBytes) one = first_element (contents);
  g_autoptr (GBytes) stamp = one != NULL ? yn_stamp_of (one, NULL) : NULL;
  g_autoptr (YnTimestampToken) token = read_token (stamp);
  gint64 existed = token != NULL ? token->instant : yn_gathering_now (round->how->gathering);
  X509 *leaf = NULL;

  if (sk_CMS_SignerInfo_num (signers) != 1)
    return TRUE; /* of a kind that is not checked here either */
  CMS_set1_signers_certs (cms, NULL, 0);
  CMS_SignerInfo_get0_algs (sk_CMS_SignerInfo_value (signers, 0), NULL, &leaf, NULL, NULL);
  return leaf == NULL
         || (collect (round, leaf, came, existed, error) && collect_token (round, token, error));
}

static gboolean
collect_field (Round *round, const YnSignatureField *field, YnBytes *bytes, GError **error)
{
  g_autoptr (GBytes) contents = field->flaw == NULL ? yn_signature_field_contents (field, bytes) : NULL;
  g_autoptr (CMS_ContentInfo) cms = NULL;
  gboolean had = TRUE;

  if (contents == NULL)
    return TRUE;
  if (g_strcmp0 (field->subfilter, "/ETSI.RFC3161") == 0)
    {
      g_autoptr (GBytes) der = first_element (contents);
      g_autoptr (YnTimestampToken) token = read_token (der);

      return collect_token (round, token, error);
    }
  cms = read_cms (contents);
  if (cms != NULL && OBJ_obj2nid (CMS_get0_type (cms)) == NID_pkcs7_signed)
    had = collect_signer (round, contents, cms, error);
  ERR_clear_error ();
  return had;
}

gboolean
yn_gathering_of_paper (const YnSignFinish *how, YnPdf *pdf, YnDss *dss, GError **error)
{
  g_autoptr (GPtrArray) fields = yn_signature_fields (pdf);
  g_autoptr (YnDss) had = yn_dss_read (pdf);
  g_autoptr (YnRevocation) known = yn_revocation_new ();
  g_autoptr (YnX509Stack) carried = carried_by (had, how->trust);
  g_autoptr (GError) first = NULL;
  Round round = { how, known, carried, dss };

  if (had != NULL)
    yn_dss_tell (had, known);
  for (guint i = 0; i < MIN (fields->len, YN_MAX_SIGNATURES) && !g_cancellable_is_cancelled (how->cancellable); i++)
    collect_field (&round, g_ptr_array_index (fields, i), yn_pdf_bytes (pdf), first == NULL ? &first : NULL);
  if (g_cancellable_set_error_if_cancelled (how->cancellable, error))
    return FALSE;
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}
