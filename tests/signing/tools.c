/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Other programs about our papers, and our verifier about other programs' signatures. What they print counts: pdfsig
 * and mutool end with status 0 whatever they found. */

#include "material.h"

#include "base/error.h"
#include "fixtures/folder.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  TestFolder *path;
  GBytes *paper;  /* three signatures: RSA, P-256, practice */
} Desk;

static YnKey *rsa, *p256, *practice;
static gint64 now; /* these programs judge by the machine's clock */

static char *
in (Desk *desk, const char *name)
{
  return test_folder_path (desk->path, name);
}

static void
desk_set_up (Desk *desk, gconstpointer unused)
{
  g_autoptr (GBytes) plain = test_paper (2);
  g_autoptr (GBytes) once = test_sign_at (plain, "enterprise-seal", rsa, now);
  g_autoptr (GBytes) twice = test_sign_at (once, "legal-representative", p256, now);
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (FALSE));
  g_autoptr (GBytes) practice_root = yn_authority_root_pem (test_authority (TRUE));

  desk->path = test_folder_new ();
  desk->paper = test_sign_at (twice, "platform-seal", practice, now);
  test_folder_write (desk->path, "paper.pdf", desk->paper);
  test_folder_write (desk->path, "root.pem", root);
  test_folder_write (desk->path, "practice.pem", practice_root);
}

static void
desk_tear_down (Desk *desk, gconstpointer unused)
{
  test_folder_free (desk->path);
  g_bytes_unref (desk->paper);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

/* Written anew by another program: said as that, and still a no. */
static void
test_resaved (Desk *desk, gconstpointer unused)
{
  static const char *const lines[] = { "qpdf paper.pdf again.pdf", "qpdf --linearize paper.pdf again.pdf",
                                       "qpdf --object-streams=generate paper.pdf again.pdf",
                                       "mutool clean paper.pdf again.pdf" };
  g_autoptr (YnTrust) nobody = yn_trust_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *said = test_run_in (desk->path, lines[i]);
      g_autofree char *path = in (desk, "again.pdf");
      g_autoptr (GError) error = NULL;
      g_autoptr (YnBytes) again = said != NULL ? yn_bytes_open (path, &error) : NULL;
      g_autoptr (YnVerification) verification = NULL;

      g_assert_no_error (error);
      if (again == NULL)
        continue;
      verification = yn_verify_bytes (again, nobody, now);
      g_test_message ("%s: %s", lines[i], verification->code);
      g_assert_cmpstr (verification->code, ==, "resaved");
      g_assert_cmpint (verification->whole, ==, YN_VERDICT_NO);
    }
}

static gboolean
make_nss (Desk *desk)
{
  g_autofree char *folder = in (desk, "nss");
  g_autofree char *made = NULL;
  g_autofree char *root = NULL;
  g_autofree char *practice_root = NULL;

  g_mkdir (folder, 0700);
  made = test_run_in (desk->path, "certutil -N -d sql:nss --empty-password");
  if (made == NULL)
    return FALSE;
  root = test_run_in (desk->path, "certutil -A -d sql:nss -n root -t CT,C,C -i root.pem");
  practice_root = test_run_in (desk->path, "certutil -A -d sql:nss -n practice -t CT,C,C -i practice.pem");
  return TRUE;
}

static void
test_pdfsig (Desk *desk, gconstpointer unused)
{
  g_autofree char *said = NULL;

  if (!make_nss (desk) || (said = test_run_in (desk->path, "pdfsig -nssdir sql:nss paper.pdf")) == NULL)
    return;
  g_test_message ("%s", said);
  g_assert_cmpuint (count (said, "Signature is Valid."), ==, 3);
  g_assert_cmpuint (count (said, "Certificate is Trusted."), ==, 3);
  g_assert_cmpuint (count (said, "Signature Type: ETSI.CAdES.detached"), ==, 3);
  g_assert_cmpuint (count (said, "  - Total document signed"), ==, 1);
  g_assert_cmpuint (count (said, "  - Not total document signed"), ==, 2);
  g_assert_nonnull (strstr (said, SAMPLE_NAME));
}

static void
test_pdfsig_sees_a_change (Desk *desk, gconstpointer unused)
{
  gsize size;
  guint8 *copy = g_memdup2 (g_bytes_get_data (desk->paper, &size), g_bytes_get_size (desk->paper));
  g_autoptr (GBytes) changed = NULL;
  g_autofree char *said = NULL;

  copy[8] ^= 1; /* behind the %PDF-1.5 */
  changed = g_bytes_new_take (copy, size);
  test_folder_write (desk->path, "changed.pdf", changed);
  said = test_run_in (desk->path, "pdfsig changed.pdf");
  if (said != NULL)
    g_assert_cmpuint (count (said, "Digest Mismatch"), ==, 3);
}

static void
test_qpdf (Desk *desk, gconstpointer unused)
{
  g_autofree char *said = test_run_in (desk->path, "qpdf --check paper.pdf");

  if (said != NULL)
    g_assert_nonnull (strstr (said, "No syntax or stream encoding errors found"));
}

static void
test_mutool (Desk *desk, gconstpointer unused)
{
  g_autofree char *said = test_run_in (desk->path, "mutool sign -v paper.pdf");

  if (said == NULL)
    return;
  g_test_message ("%s", said);
  g_assert_cmpuint (count (said, "The signature is valid but there have been edits since signing."), ==, 2);
  g_assert_cmpuint (count (said, "The document is unchanged since signing."), ==, 1);
}

static void
test_openssl (Desk *desk, gconstpointer unused)
{
  static const char *const roots[] = { "root.pem", "root.pem", "practice.pem" };

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *verify = g_strdup_printf ("openssl cms -verify -cades -inform DER -in s.der -content s.bin "
                                                 "-binary -CAfile %s -purpose any -out /dev/null",
                                                 roots[i]);
      g_autofree char *said = NULL;
      g_autofree char *printed = NULL;

      test_take_out (desk->path, desk->paper, i, "s");
      said = test_run_in (desk->path, verify);
      if (said == NULL)
        return;
      g_assert_nonnull (strstr (said, "CAdES Verification successful"));
      printed = test_run_in (desk->path, "openssl cms -cmsout -print -inform DER -in s.der");
      g_assert_nonnull (strstr (printed, "signingCertificateV2"));
      g_assert_null (strstr (printed, "signingTime")); /* EN 319 142-1: the time stands in /M */
      g_assert_cmpuint (count (printed, "sha256 (2.16.840.1.101.3.4.2.1)"), >=, 2);
    }
}

/* A paper of ours, signed by openssl into its hole with @options; NULL: openssl is not installed. */
static GBytes *
signed_by_openssl (Desk *desk, const char *options)
{
  YnSignOptions wishes = test_options ("enterprise-seal", rsa);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) prepared = NULL;
  g_autofree char *command = g_strdup_printf ("openssl cms -sign -binary -in s.bin -signer c.pem -inkey k.pem "
                                              "-outform DER -out o.der %s",
                                              options);
  g_autofree char *said = NULL;
  g_autofree char *der_path = in (desk, "o.der");
  g_autofree char *der = NULL;
  gsize length, size;
  char *copy, *hole;

  wishes.instant = g_get_real_time ();
  prepared = yn_sign_prepare (plain, &wishes, &digest, NULL);
  test_take_out (desk->path, prepared, 0, "s");
  g_unlink (der_path);
  said = test_run_in (desk->path, command);
  if (said == NULL)
    return NULL;
  if (!g_file_get_contents (der_path, &der, &length, NULL))
    g_error ("%s: %s", command, said);
  copy = g_memdup2 (g_bytes_get_data (prepared, &size), g_bytes_get_size (prepared));
  hole = (char *) memmem (copy, size, "/Contents <", 11) + 11;
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *hex = g_strdup_printf ("%02x", (guint8) der[i]);

      memcpy (hole + 2 * i, hex, 2);
    }
  return g_bytes_new_take (copy, size);
}

static gboolean
certificate (Desk *desk, const char *key, const char *options)
{
  g_autofree char *config = in (desk, "empty.cnf");
  g_autofree char *command = g_strdup_printf (
      "openssl req -x509 -config empty.cnf -newkey %s -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=Sample %s",
      key, options);
  g_autofree char *said = NULL;

  g_assert_true (g_file_set_contents (config, "[req]\ndistinguished_name = dn\n[dn]\n", -1, NULL));
  said = test_run_in (desk->path, command);
  return said != NULL;
}

static void
test_signed_elsewhere (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    const char *key, *usage, *options;
    YnVerdict intact;
    const char *intact_code, *who_code;
  } cases[] = {
    { "rsa:2048", "", "-cades -md sha256", YN_VERDICT_YES, "intact-whole", "trusted" },
    { "rsa:2048", "", "-cades -md sha512", YN_VERDICT_YES, "intact-whole", "trusted" },
    { "rsa:2048", "", "-cades -md sha256 -keyopt rsa_padding_mode:pss", YN_VERDICT_YES, "intact-whole", "trusted" },
    { "rsa:2048", "-addext subjectKeyIdentifier=hash", "-cades -md sha256 -keyid", YN_VERDICT_YES, "intact-whole",
      "trusted" },
    { "ec -pkeyopt ec_paramgen_curve:P-384", "", "-cades -md sha384", YN_VERDICT_YES, "intact-whole", "trusted" },
    { "rsa:2048", "", "-md sha256", YN_VERDICT_NO, "structure-refused", "unknown-signer" }, /* names no certificate */
    { "rsa:2048", "", "-cades -md sha1", YN_VERDICT_CANNOT_TELL, "unknown-kind", "unknown-signer" },
    { "rsa:2048", "", "-cades -md sha256 -nodetach -in root.pem", YN_VERDICT_CANNOT_TELL, "unknown-kind", "unknown-signer" },
    { "rsa:2048", "", "-md sha256 -noattr", YN_VERDICT_CANNOT_TELL, "unknown-kind", "unknown-signer" },
    { "rsa:2048", "", "-cades -md sha256 -nocerts", YN_VERDICT_CANNOT_TELL, "unknown-kind", "unknown-signer" },
    { "rsa:2048", "", "-cades -md sha256 -certfile practice.pem", YN_VERDICT_CANNOT_TELL, "unknown-kind",
      "unknown-signer" },
    { "rsa:2048", "-addext keyUsage=critical,keyEncipherment", "-cades -md sha256", YN_VERDICT_YES, "intact-whole",
      "certificate-unfit" },
    { "rsa:2048", "-addext basicConstraints=critical,CA:TRUE", "-cades -md sha256", YN_VERDICT_YES, "intact-whole",
      "certificate-unfit" },
    { "rsa:1024", "", "-cades -md sha256", YN_VERDICT_YES, "intact-whole", "bad-chain" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) paper = NULL;
      g_autoptr (YnTrust) own = yn_trust_new ();
      g_autoptr (YnVerification) verification = NULL;
      g_autofree char *path = in (desk, "c.pem");
      g_autofree char *pem = NULL;
      g_autoptr (GBytes) root = NULL;
      const YnSignatureVerdict *verdict;

      if (!certificate (desk, cases[i].key, cases[i].usage)
          || (paper = signed_by_openssl (desk, cases[i].options)) == NULL)
        return;
      g_assert_true (g_file_get_contents (path, &pem, NULL, NULL));
      root = g_bytes_new (pem, strlen (pem));
      g_assert_true (yn_trust_add_pem (own, root, NULL));
      verification = yn_verify (paper, own, g_get_real_time ());
      verdict = g_ptr_array_index (verification->signatures, 0);
      g_test_message ("%s %s %s: %s", cases[i].key, cases[i].usage, cases[i].options,
                      verdict->intact_detail != NULL ? verdict->intact_detail : "");
      g_assert_cmpstr (verdict->intact_code, ==, cases[i].intact_code);
      g_assert_cmpint (verdict->intact, ==, cases[i].intact);
      g_assert_cmpstr (verdict->who_code, ==, cases[i].who_code);
    }
}

/* Encrypted with an empty password: everybody can read it, and so can a verifier. */
static void
test_encrypted (Desk *desk, gconstpointer unused)
{
  static const char *const steps[] = {
    "certutil -N -d sql:nss --empty-password",
    "openssl pkcs12 -export -inkey k.pem -in c.pem -out k.p12 -passout pass:x -name sample",
    "pk12util -i k.p12 -d sql:nss -W x",
    "qpdf --empty --pages paper.pdf 1 -- plain.pdf",
    "qpdf --encrypt '' owner 256 -- plain.pdf encrypted.pdf",
    "pdfsig -nssdir sql:nss -add-signature -nick sample encrypted.pdf signed.pdf",
  };
  g_autofree char *folder = in (desk, "nss");
  g_autofree char *path = in (desk, "signed.pdf");
  g_autofree char *pem_path = in (desk, "c.pem");
  g_autofree char *pem = NULL;
  g_autofree char *data = NULL;
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GBytes) root = NULL;
  gsize size;

  g_mkdir (folder, 0700);
  if (!certificate (desk, "rsa:2048", "-addext keyUsage=critical,digitalSignature"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *said = test_run_in (desk->path, steps[i]);

      if (said == NULL)
        return;
    }
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_true (g_file_get_contents (pem_path, &pem, NULL, NULL));
  root = g_bytes_new (pem, strlen (pem));
  g_assert_true (yn_trust_add_pem (trust, root, NULL));
  for (guint changed = 0; changed < 2; changed++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (YnVerification) verification = NULL;

      data[600] ^= (char) changed;
      bytes = g_bytes_new (data, size);
      verification = yn_verify (bytes, trust, g_get_real_time ());
      g_assert_cmpstr (verification->code, ==, changed ? "changed" : "signed-and-intact");
    }
}

#define ADD(path, test) g_test_add (path, Desk, NULL, desk_set_up, test, desk_tear_down)

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  now = g_get_real_time ();
  rsa = test_key (test_authority (FALSE), YN_KEY_RSA_2048, SAMPLE_USCC, now - DAY);
  p256 = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, now - DAY);
  practice = test_key (test_authority (TRUE), YN_KEY_P256, SAMPLE_USCC, now - DAY);
  ADD ("/tools/pdfsig", test_pdfsig);
  ADD ("/tools/pdfsig-sees-a-change", test_pdfsig_sees_a_change);
  ADD ("/tools/qpdf", test_qpdf);
  ADD ("/tools/mutool", test_mutool);
  ADD ("/tools/resaved", test_resaved);
  ADD ("/tools/openssl", test_openssl);
  ADD ("/tools/signed-elsewhere", test_signed_elsewhere);
  ADD ("/tools/encrypted", test_encrypted);
  failed = g_test_run ();
  yn_key_unref (rsa);
  yn_key_unref (p256);
  yn_key_unref (practice);
  test_material_free ();
  return failed;
}
