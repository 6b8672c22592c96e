/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Every algorithm through the one path: signed, verified, mixed in one paper, and no byte of it to be had otherwise. */

#include "material.h"

#include "base/error.h"
#include "signing/authority-answers.h"
#include "signing/revocation.h"
#include "signing/signer.h"

#include <string.h>

static const struct
{
  const char *name;
  YnKeyAlgorithm algorithm;
  gboolean sm2_root;
  const char *digest;
} kinds[] = {
  { "RSA-2048", YN_KEY_RSA_2048, FALSE, "SHA256" }, { "RSA-3072", YN_KEY_RSA_3072, FALSE, "SHA256" },
  { "RSA-4096", YN_KEY_RSA_4096, FALSE, "SHA256" }, { "P-256", YN_KEY_P256, FALSE, "SHA256" },
  { "P-384", YN_KEY_P384, FALSE, "SHA384" },        { "SM2", YN_KEY_SM2, TRUE, "SM3" },
  { "SM2 under RSA", YN_KEY_SM2, FALSE, "SM3" },    { "RSA under SM2", YN_KEY_RSA_2048, TRUE, "SHA256" },
};

static YnKey *keys[G_N_ELEMENTS (kinds)];
static YnTrust *trust; /* both roots */

static YnKey *
key_of (guint kind)
{
  YnAuthority *authority = kinds[kind].sm2_root ? test_sm2_authority () : test_authority (FALSE);

  if (keys[kind] == NULL)
    keys[kind] = test_key (authority, kinds[kind].algorithm, SAMPLE_USCC, NOW - DAY);
  return keys[kind];
}

static void
assert_accepted (GBytes *pdf, guint signatures)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, trust, NOW);

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verification->whole != YN_VERDICT_YES)
        g_test_message ("%s: %s (%s), %s, %s", verdict->field, verdict->intact_code, verdict->intact_detail,
                        verdict->who_code, verdict->when_code);
    }
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
  g_assert_cmpuint (verification->signatures->len, ==, signatures);
}

static void
test_signed_and_verified (gconstpointer data)
{
  guint kind = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = test_sign (paper, "enterprise-seal", key_of (kind));

  g_assert_cmpstr (yn_key_digest (key_of (kind)), ==, kinds[kind].digest);
  assert_accepted (signed_paper, 1);
}

/* A signature of every kind on top of one of every kind. */
static void
test_mixed (void)
{
  g_autoptr (GBytes) paper = test_paper (1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) once = test_sign (paper, "legal-representative", key_of (i));

      for (guint j = i % 2; j < G_N_ELEMENTS (kinds); j += 2)
        {
          g_autoptr (GBytes) twice = test_sign (once, "agent", key_of (j));
          g_autoptr (GBytes) thrice = test_sign (twice, "enterprise-seal", key_of ((i + j) % G_N_ELEMENTS (kinds)));

          assert_accepted (thrice, 3);
        }
    }
}

/* Where the first signature's CMS stands: the digits of the hole up to its zeros. */
static void
find_cms (GBytes *pdf, gsize *start, gsize *end)
{
  static const char mark[] = "/Contents <";
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size), *at = memmem (data, size, mark, strlen (mark));

  g_assert_nonnull (at);
  *start = (gsize) (at - data) + strlen (mark);
  *end = *start + 2 * (4 + (gsize) (g_ascii_xdigit_value (data[*start + 4]) << 12
                                    | g_ascii_xdigit_value (data[*start + 5]) << 8
                                    | g_ascii_xdigit_value (data[*start + 6]) << 4
                                    | g_ascii_xdigit_value (data[*start + 7])));
}

static char
another_digit (char digit, int by)
{
  static const char digits[] = "0123456789abcdef";

  return digits[(g_ascii_xdigit_value (digit) + by) % 16];
}

/* Each digit of the CMS (every so many, unless there is time), changed to one other: signed or not, nothing of it may
 * be altered. */
static void
test_no_other_byte (gconstpointer data)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = test_sign (paper, "enterprise-seal", key_of (GPOINTER_TO_UINT (data)));
  gsize size, start, end;
  g_autofree char *copy = g_memdup2 (g_bytes_get_data (signed_paper, &size), g_bytes_get_size (signed_paper));
  gsize step = g_test_slow () ? 1 : 29;

  find_cms (signed_paper, &start, &end);
  for (gsize i = start + (gsize) g_test_rand_int_range (0, (gint32) step); i < end; i += step)
    {
      char before = copy[i];
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YnVerification) verification = NULL;

      copy[i] = another_digit (before, g_test_rand_int_range (1, 16));
      changed = g_bytes_new (copy, size);
      verification = yn_verify (changed, trust, NOW);
      if (verification->whole == YN_VERDICT_YES)
        g_error ("digit %" G_GSIZE_FORMAT " of the CMS: %c is as good as %c", i - start, copy[i], before);
      copy[i] = before;
    }
  assert_accepted (signed_paper, 1);
}

/* The sample signature of GB/T 32918.5 Annex A.2: Z and the digest of its message under the default identity. */
static void
test_sm2_digest (void)
{
  static const char public_key[] = "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                                   "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
  static const char expected[] = "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640";
  g_autoptr (GBytes) message = g_bytes_new_static ("message digest", 14);
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EVP_PKEY) key = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "SM2", NULL);
  guint8 point[65];
  OSSL_PARAM parameters[3] = { OSSL_PARAM_construct_utf8_string ("group", (char *) "SM2", 0) };

  for (guint i = 0; i < sizeof point; i++)
    point[i] = (guint8) (g_ascii_xdigit_value (public_key[2 * i]) << 4 | g_ascii_xdigit_value (public_key[2 * i + 1]));
  parameters[1] = OSSL_PARAM_construct_octet_string ("pub", point, sizeof point);
  parameters[2] = OSSL_PARAM_construct_end ();
  g_assert_cmpint (EVP_PKEY_fromdata_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, parameters), ==, 1);
  EVP_PKEY_CTX_free (context);
  digest = yn_algorithm_digest (key, message, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (digest), ==, 32);
  for (guint i = 0; i < 32; i++)
    g_assert_cmpint (((const guint8 *) g_bytes_get_data (digest, NULL))[i], ==,
                     g_ascii_xdigit_value (expected[2 * i]) << 4 | g_ascii_xdigit_value (expected[2 * i + 1]));
}

/* What an authority with an SM2 key says of its certificates, in a list and in an answer; @changed: one byte of the
 * signed part is another. */
static YnRevocationState
state_by (gboolean answer, const YnRevoked *revoked, guint n, gboolean changed)
{
  YnAuthority *authority = test_sm2_authority ();
  X509 *leaf = yn_key_leaf (key_of (5)), *issuer = sk_X509_value (yn_key_chain (key_of (5)), 0);
  g_autoptr (YnRevocation) revocation = yn_revocation_new ();
  g_autoptr (GBytes) question = yn_revocation_ask (leaf, issuer);
  g_autoptr (GBytes) der = answer ? yn_authority_answer_ocsp (authority, question, revoked, n, NOW, NULL)
                                  : yn_authority_revocation_list (authority, revoked, n, NOW, NULL);
  g_autoptr (GBytes) statement = NULL;
  gsize size;
  guint8 *copy = g_memdup2 (g_bytes_get_data (der, &size), g_bytes_get_size (der));
  gint64 when;

  if (changed)
    copy[size - 8] ^= 1; /* in the signature */
  statement = g_bytes_new_take (copy, size);
  g_assert_true (answer ? yn_revocation_add_answer (revocation, statement)
                        : yn_revocation_add_list (revocation, statement));
  return yn_revocation_of (revocation, leaf, issuer, NOW + 60 * G_USEC_PER_SEC, NOW + 60 * G_USEC_PER_SEC, &when);
}

static void
test_sm2_revocation (void)
{
  YnRevoked revoked = { yn_key_certificate (key_of (5))->serial, NOW - 60 * G_USEC_PER_SEC };

  for (int answer = 0; answer < 2; answer++)
    {
      g_assert_cmpint (state_by (answer, NULL, 0, FALSE), ==, YN_REVOCATION_GOOD);
      g_assert_cmpint (state_by (answer, &revoked, 1, FALSE), ==, YN_REVOCATION_REVOKED);
      g_assert_cmpint (state_by (answer, NULL, 0, TRUE), ==, YN_REVOCATION_UNKNOWN);
      g_assert_cmpint (state_by (answer, &revoked, 1, TRUE), ==, YN_REVOCATION_UNKNOWN);
    }
}

/* A file is opened whatever kind of key lies in it. */
static void
test_in_a_file (gconstpointer data)
{
  guint kind = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  YnAuthority *authority = kinds[kind].sm2_root ? test_sm2_authority () : test_authority (FALSE);
  g_autoptr (YnNewKey) made = yn_new_key_make (kinds[kind].algorithm, &error);
  g_autoptr (GBytes) request = yn_new_key_request (made, SAMPLE_NAME, SAMPLE_USCC, &error);
  g_autoptr (GBytes) chain = yn_authority_issue (authority, request, SAMPLE_NAME, SAMPLE_USCC, NOW - DAY, &error);
  g_autoptr (YnSecret) password = yn_secret_new_string ("密码123");
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  char *path = test_file (nothing, ".p12");
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = NULL;

  g_assert_no_error (error);
  g_assert_true (yn_new_key_save (made, chain, password, path, &error));
  key = yn_softkey_open (path, password, &error);
  g_assert_no_error (error);
  signed_paper = test_sign (paper, "enterprise-seal", key);
  assert_accepted (signed_paper, 1);
  test_file_free (path);
}

static void
add_for_each_kind (const char *group, GTestDataFunc function)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/algorithms/%s/%s", group, kinds[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), function);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) sm2_root = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  trust = test_trust (test_authority (FALSE));
  sm2_root = yn_authority_root_pem (test_sm2_authority ());
  g_assert_true (yn_trust_add_pem (trust, sm2_root, NULL));
  add_for_each_kind ("signed-and-verified", test_signed_and_verified);
  add_for_each_kind ("no-other-byte", test_no_other_byte);
  add_for_each_kind ("in-a-file", test_in_a_file);
  g_test_add_func ("/algorithms/mixed", test_mixed);
  g_test_add_func ("/algorithms/sm2-digest", test_sm2_digest);
  g_test_add_func ("/algorithms/sm2-revocation", test_sm2_revocation);
  failed = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    yn_key_unref (keys[i]);
  yn_trust_free (trust);
  test_material_free ();
  return failed;
}
