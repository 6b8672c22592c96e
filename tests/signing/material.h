/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the tests of this folder sign with and on: an authority, keys, a paper. All of it is made here. */
#pragma once

#include "base/http.h"
#include "fixtures/folder.h"
#include "signing/authority.h"
#include "signing/crypto.h"
#include "signing/field.h"
#include "signing/sign.h"
#include "signing/softkey.h"
#include "signing/verify.h"

G_BEGIN_DECLS

#define SAMPLE_NAME "三亚样例餐饮有限公司"
#define SAMPLE_USCC "91460200MA5T0000XG"
#define NOW (G_GINT64_CONSTANT (1795402202) * G_USEC_PER_SEC) /* 2026-11-23T02:50:02Z */
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* Roots are slow to make: one of each kind a program, never freed before its end. */
YnAuthority *test_authority (gboolean practice);
/* Root with an SM2 key, SM3 all the way down. */
YnAuthority *test_sm2_authority (void);
YnAuthority *test_make_authority (const char *name, gboolean practice);
void test_material_free (void);

/* A key certified at @issued for SAMPLE_NAME and @uscc. */
YnKey *test_key (YnAuthority *authority, YnKeyAlgorithm algorithm, const char *uscc, gint64 issued);
/* And its private key (PKCS#8), for what cannot be handed a YnKey. */
YnKey *test_key_and_secret (YnAuthority *authority, YnKeyAlgorithm algorithm, const char *uscc, gint64 issued,
                            GBytes **private_pem);
YnTrust *test_trust (YnAuthority *authority);

/* A certificate as it is asked for, good or bad. Lists are of pairs and end with NULL. */
typedef struct
{
  const char *const *subject;    /* "CN", "Sample", …; NULL: SAMPLE_NAME and SAMPLE_USCC */
  const char *const *extensions; /* "keyUsage", "critical,digitalSignature", "1.2.3.4", "ASN1:UTF8String:x", … */
  gint64 not_before, not_after;  /* 0: the day before NOW, and a year after it */
  const char *digest;            /* it is signed with; NULL: the issuer's */
} TestCertificate;

EVP_PKEY *test_pair (YnKeyAlgorithm algorithm);
/* @issuer NULL: it signs itself, with @issuer_key. */
X509 *test_certify (const TestCertificate *wish, EVP_PKEY *pair, X509 *issuer, EVP_PKEY *issuer_key);

#define TEST_ROOT_EXTENSIONS "basicConstraints", "critical,CA:TRUE", "keyUsage", "critical,keyCertSign,cRLSign", \
                             "subjectKeyIdentifier", "hash"
#define TEST_LEAF_EXTENSIONS "basicConstraints", "critical,CA:FALSE", "keyUsage", \
                             "critical,digitalSignature,nonRepudiation"

/* Makes the CMS that goes into a hole, from the SHA-256 and other digests of the byte range. */
typedef GBytes *(*TestMakeCms) (const YnSignatureField *field, YnBytes *prepared, gpointer user_data);
/* A paper signed without the checks of finishing: with what should not sign, or by a CMS of another's making. */
GBytes *test_fill (GBytes *prepared, TestMakeCms make, gpointer user_data);
GBytes *test_sign_anyway (GBytes *pdf, YnKey *key, gint64 instant, TestMakeCms make, gpointer user_data);

/* @pages pages with a line of text. */
GBytes *test_paper (int pages);

YnSignOptions test_options (const char *role, YnKey *key);
/* Prepares and finishes. */
GBytes *test_sign (GBytes *pdf, const char *role, YnKey *key);
GBytes *test_sign_at (GBytes *pdf, const char *role, YnKey *key, gint64 instant);

/* A temporary file with @bytes; freed and removed by test_file_free(). */
char *test_file (GBytes *bytes, const char *suffix);
void test_file_free (char *path);

/* Runs a program; what it said on both outputs. Skips the test and answers NULL where it is not installed. */
char *test_run (const char *const *arguments, int *status);
/* The same of a command line, run in @folder. */
char *test_run_in (const TestFolder *folder, const char *line);
/* The @index-th signature of @pdf taken out into @folder: what is signed in NAME.bin, its CMS, with what fills the hole
 * behind it, in NAME.der. */
void test_take_out (const TestFolder *folder, GBytes *pdf, guint index, const char *name);

/* What an authority answers; takes @body, NULL: nothing. */
YnHttpAnswer *test_reply (guint status, GBytes *body);

G_END_DECLS
