/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/key.h"

#include "base/error.h"

#define MAX_CERTIFICATE 7168 /* of the 8192 bytes that a signature may have, the rest is its own */

static const struct
{
  const char *name;
  const char *zh, *en; /* %s: the issuer */
} classes[] = {
  [YN_SIGNATURE_CLASS_PRACTICE] = { "practice", "演练签署·无效力", "practice signature · without effect" },
  [YN_SIGNATURE_CLASS_SOFTWARE]
  = { "software", "软件证书签名，由%s签发", "signed with a software certificate issued by %s" },
  [YN_SIGNATURE_CLASS_TOKEN] = { "token", "证书介质签名，由%s签发", "signed with a certificate token issued by %s" },
  [YN_SIGNATURE_CLASS_SCAN] = { "scan", "手写签名盖章扫描件", "scan of a paper signed and stamped by hand" },
};

const char *
yn_signature_class_name (YnSignatureClass class)
{
  g_return_val_if_fail ((guint) class < G_N_ELEMENTS (classes), NULL);
  return classes[class].name;
}

char *
yn_signature_class_words (YnSignatureClass class, const char *issuer, YnLanguage language)
{
  gboolean english = language == YN_LANGUAGE_EN;
  const char *words;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail ((guint) class < G_N_ELEMENTS (classes), NULL);
  words = english ? classes[class].en : classes[class].zh;
  parts = g_strsplit (words, "%s", 2);
  return g_strjoinv (issuer != NULL && *issuer != '\0' ? issuer : english ? "an unnamed issuer" : "未具名机构", parts);
}

YnKeyKind
yn_certificate_kind (const YnCertificate *certificate, gboolean in_token)
{
  return (YnKeyKind) {
    .class = certificate->practice ? YN_SIGNATURE_CLASS_PRACTICE
             : in_token            ? YN_SIGNATURE_CLASS_TOKEN
                                   : YN_SIGNATURE_CLASS_SOFTWARE,
    .issuer = certificate->issuer_name,
  };
}

YnKeyKind
yn_key_kind (YnKey *key)
{
  return (YnKeyKind) { yn_key_class (key), yn_key_certificate (key)->issuer_name };
}

/* A practice signature names no issuer. */
gboolean
yn_key_kind_equal (const YnKeyKind *a, const YnKeyKind *b)
{
  return a->class == b->class
         && (a->class == YN_SIGNATURE_CLASS_PRACTICE || g_strcmp0 (a->issuer, b->issuer) == 0);
}

const char *
yn_certificate_remark (const YnCertificate *certificate, YnLanguage language)
{
  if (g_strcmp0 (certificate->algorithm, "SM2") != 0)
    return NULL;
  if (language == YN_LANGUAGE_EN)
    return "Signed with SM2: common PDF readers do not know this algorithm. "
           "Yinuo verifies it, and programs made for SM2.";
  return "国密 SM2 签名：通用的 PDF 阅读器不认识这种算法。可用一诺或支持国密的程序验证。";
}

gboolean
yn_key_fits (YnKey *key, const char *uscc, gint64 instant, GError **error)
{
  return yn_certificate_fits (yn_key_certificate (key), uscc, instant, error);
}

gboolean
yn_certificate_fits (const YnCertificate *certificate, const char *uscc, gint64 instant, GError **error)
{
  if (instant < certificate->not_before)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_NOT_YET, "the certificate is not valid yet");
  else if (instant > certificate->not_after)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_EXPIRED, "the certificate has expired");
  else if (!certificate->for_signing)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT, "the certificate is not for signing");
  else if (certificate->algorithm == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_ALGORITHM, "a kind of key that is not signed with");
  else if (certificate->size > MAX_CERTIFICATE)
    g_set_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_TOO_LARGE, "a certificate of %" G_GSIZE_FORMAT " bytes",
                 certificate->size);
  else if (uscc != NULL && certificate->uscc == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT, "the certificate names no credit code");
  else if (uscc != NULL && g_ascii_strcasecmp (uscc, certificate->uscc) != 0)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH, "the certificate names another credit code");
  else
    return TRUE;
  return FALSE;
}
