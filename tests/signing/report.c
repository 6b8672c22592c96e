/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The XML report against the content models of ETSI TS 119 102-2 v1.2.1, as far as it uses them, and what it
 * says. */

#include "cases.h"

#include "fixtures/folder.h"
#include "signing/verification-xml.h"

#include <string.h>

/* Children in the order of the schema's sequences; in what is not listed there is only text. */
static const struct
{
  const char *element;
  const char *children; /* a regular expression over "Name Name " */
} models[] = {
  { "ValidationReport",
    "(SignatureValidationReport )+(SignatureValidationObjects )?(SignatureValidator )?(ds:Signature )?" },
  { "SignatureValidationReport",
    "(SignatureIdentifier )?(ValidationConstraintsEvaluationReport )?(ValidationTimeInfo )?(SignersDocument "
    ")*"
    "(SignatureAttributes )?(SignerInformation )?(SignatureQuality )?(SignatureValidationProcess )?"
    "SignatureValidationStatus " },
  { "SignatureIdentifier",
    "(DigestAlgAndValue )?(ds:SignatureValue )?HashOnly DocHashOnly (DAIdentifier )?" },
  { "ValidationConstraintsEvaluationReport", "(SignatureValidationPolicy )?(ValidationConstraint )*" },
  { "ValidationConstraint", "ValidationConstraintIdentifier (ValidationConstraintParameter "
                            ")*ConstraintStatus (ValidationStatus )?(Indications )?" },
  { "ValidationConstraintParameter", "Type Value " },
  { "ConstraintStatus", "Status (OverriddenBy )?" },
  { "ValidationStatus", "MainIndication (SubIndication )*(AssociatedValidationReportData )*" },
  { "ValidationTimeInfo", "ValidationTime BestSignatureTime " },
  { "BestSignatureTime", "POETime TypeOfProof (POEObject )?" },
  { "SignersDocument", "DigestAlgAndValue (SignersDocumentRef )?" },
  { "DigestAlgAndValue", "ds:DigestMethod ds:DigestValue " },
  { "SignatureAttributes", "(SigningTime |SignatureTimeStamp |DocTimeStamp )+" },
  { "SigningTime", "(AttributeObject )*Time " },
  { "SignatureTimeStamp", "(AttributeObject )*TimeStampValue " },
  { "DocTimeStamp", "(AttributeObject )*TimeStampValue " },
  { "SignerInformation", "SignerCertificate (Signer )?" },
  { "SignatureQuality", "(SignatureQualityInformation )+" },
  { "SignatureValidationProcess", "(SignatureValidationProcessID )?(SignatureValidationServicePolicy )?"
                                  "(SignatureValidationPracticeStatement )?" },
  { "SignatureValidationStatus", "MainIndication (SubIndication )*(AssociatedValidationReportData )*" },
  { "AssociatedValidationReportData", "(TrustAnchor )?(CertificateChain )?(SignedDataObjects "
                                      ")?(RevocationStatusInformation )?(CryptoInformation )?"
                                      "(AdditionalValidationReportData )?" },
  { "CertificateChain", "SigningCertificate (IntermediateCertificate )*(TrustAnchor )?" },
  { "RevocationStatusInformation",
    "ValidationObjectId RevocationTime (RevocationReason )?(RevocationObject )?" },
  { "AdditionalValidationReportData", "(ReportData )+" },
  { "ReportData", "Type Value " },
  { "SignatureValidationObjects", "(ValidationObject )+" },
  { "ValidationObject", "ObjectType ValidationObjectRepresentation (POE )?(POEProvisioning )?(ValidationReport )?" },
  { "ValidationObjectRepresentation", "(direct |base64 |DigestAlgAndValue |URI )" },
};

typedef struct
{
  GPtrArray *open; /* of GString: the children of each element that is open */
  GHashTable *ids; /* id -> itself */
  GPtrArray *references;
  GString *indications; /* of each signature: "total-passed " */
  gboolean in_status;   /* of a signature, not of one of its constraints */
  char *last;           /* text of the last element */
} Reading;

static const char *
model_of (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (g_str_equal (models[i].element, element))
      return models[i].children;
  return "";
}

static void
start (GMarkupParseContext *context,
       const char *element,
       const char **names,
       const char **values,
       gpointer data,
       GError **error)
{
  Reading *reading = data;

  if (reading->open->len > 0)
    g_string_append_printf (g_ptr_array_index (reading->open, reading->open->len - 1), "%s ", element);
  g_ptr_array_add (reading->open, g_string_new (NULL));
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "id"))
      g_assert_true (g_hash_table_add (reading->ids, g_strdup (values[i])));
    else if (g_str_equal (names[i], "VOReference"))
      g_ptr_array_add (reading->references, g_strdup (values[i]));
  if (g_str_equal (element, "SignatureValidationStatus"))
    reading->in_status = TRUE;
}

static void
finish (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *reading = data;
  GString *children = g_ptr_array_index (reading->open, reading->open->len - 1);
  g_autofree char *model = g_strdup_printf ("^%s$", model_of (element));

  if (!g_regex_match_simple (model, children->str, 0, 0))
    g_test_message ("%s: %s", element, children->str);
  g_assert_true (g_regex_match_simple (model, children->str, 0, 0));
  if (reading->in_status && g_str_equal (element, "MainIndication"))
    g_string_append_printf (reading->indications, "%s ", strrchr (reading->last, ':') + 1);
  if (reading->in_status && g_str_equal (element, "SubIndication"))
    g_string_append_printf (reading->indications, "%s ", strrchr (reading->last, ':') + 1);
  if (g_str_equal (element, "SignatureValidationStatus"))
    reading->in_status = FALSE;
  g_ptr_array_set_size (reading->open, (int)reading->open->len - 1);
}

static void
text (GMarkupParseContext *context, const char *said, gsize length, gpointer data, GError **error)
{
  Reading *reading = data;

  g_free (reading->last);
  reading->last = g_strndup (said, length);
}

static void
string_free (GString *string)
{
  g_string_free (string, TRUE);
}

/* The indications of all signatures. */
static char *
read_report (GBytes *xml)
{
  static const GMarkupParser parser = { .start_element = start, .end_element = finish, .text = text };
  Reading reading = { g_ptr_array_new_with_free_func ((GDestroyNotify)string_free),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      g_ptr_array_new_with_free_func (g_free), g_string_new (NULL) };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reading, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);

  g_assert_nonnull (memmem (data, size, "xmlns=\"http://uri.etsi.org/19102/v1.2.1#\"", 41));
  g_markup_parse_context_parse (context, data, (gssize)size, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  for (guint i = 0; i < reading.references->len; i++)
    g_assert_true (g_hash_table_contains (reading.ids, g_ptr_array_index (reading.references, i)));
  g_hash_table_unref (reading.ids);
  g_ptr_array_unref (reading.references);
  g_ptr_array_unref (reading.open);
  g_free (reading.last);
  return g_strchomp (g_string_free (reading.indications, FALSE));
}

static TestScene *scene;

static void
assert_report (GBytes *pdf, YnTrust *trust, gint64 instant, const char *indications)
{
  static const char sha256[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  g_autoptr (YnVerification) verification = yn_verify (pdf, trust, instant);
  g_autoptr (GBytes) xml = yn_verification_xml (verification, sha256, instant, NULL, YN_VERDICT_YES);
  static const struct
  {
    const char *code;
    YnVerdict answers;
  } against[] = {
    { "paper-differs", YN_VERDICT_NO },
    { "mark-left-over", YN_VERDICT_CANNOT_TELL },
    { "form-unknown", YN_VERDICT_CANNOT_TELL },
    { "pages-unread", YN_VERDICT_CANNOT_TELL },
  };
  g_autofree char *said = read_report (xml);

  g_assert_cmpstr (said, ==, indications);
  for (guint i = 0; i < G_N_ELEMENTS (against); i++) /* whoever signed, of such a paper nothing passes */
    {
      g_autoptr (GBytes) doubted
          = yn_verification_xml (verification, sha256, instant, against[i].code, against[i].answers);
      g_autofree char *said_again = read_report (doubted);

      g_assert_null (strstr (said_again, "total-passed"));
    }
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (xml, NULL), (gssize)g_bytes_get_size (xml),
                    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")); /* the digest, by base64's own hand */
}

/* An object behind the last signature, which nothing refers to. */
static GBytes *
with_addition (GBytes *paper)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (paper, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);

  yn_pdf_revision_set (revision, yn_pdf_revision_reserve (revision), "<< /A 1 >>");
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

static void
test_indications (void)
{
  g_autoptr (GBytes) twice = test_sign (scene->signed_paper, "legal-representative", scene->second);
  g_autoptr (GBytes) junk = pen_appended (scene->signed_paper, "x");
  g_autoptr (GBytes) changed = pen_overwritten (scene->signed_paper, "%PDF-1.", 7, "6");
  g_autoptr (GBytes) added = with_addition (scene->signed_paper);
  g_autoptr (YnKey) old = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - 399 * DAY);
  g_autoptr (GBytes) too_late = test_sign (scene->paper, "enterprise-seal", old);
  g_autoptr (GBytes) in_time = test_sign_at (scene->paper, "enterprise-seal", old, NOW - 300 * DAY);
  g_autoptr (YnTrust) nobody = yn_trust_new ();

  assert_report (twice, scene->trust, NOW, "total-passed total-passed");
  assert_report (added, scene->trust, NOW, "indeterminate GENERIC");
  assert_report (junk, scene->trust, NOW, "total-failed FORMAT_FAILURE");
  assert_report (changed, scene->trust, NOW, "total-failed HASH_FAILURE");
  assert_report (scene->signed_paper, nobody, NOW, "indeterminate NO_CERTIFICATE_CHAIN_FOUND");
  assert_report (scene->signed_paper, scene->trust, NOW + 400 * DAY, "indeterminate OUT_OF_BOUNDS_NO_POE");
  assert_report (too_late, scene->trust, NOW, "total-failed EXPIRED");
  assert_report (in_time, scene->trust, NOW, "indeterminate OUT_OF_BOUNDS_NO_POE");
  assert_report (scene->paper, scene->trust, NOW, "indeterminate SIGNED_DATA_NOT_FOUND");
}

/* Practice is told beside what passes, where one practises, and passes nowhere else. */
static void
test_practice (void)
{
  g_autoptr (YnKey) key = test_key (test_authority (TRUE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (GBytes) paper = test_sign (scene->paper, "enterprise-seal", key);
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (TRUE));
  g_autoptr (YnTrust) elsewhere = yn_trust_new ();
  g_autoptr (YnTrust) trust = test_trust (test_authority (TRUE));
  g_autoptr (YnVerification) outside = NULL;
  g_autoptr (YnVerification) inside = yn_verify (paper, trust, NOW);
  g_autoptr (GBytes) outside_xml = NULL;
  g_autoptr (GBytes) inside_xml = NULL;
  g_autofree char *outside_said = NULL, *inside_said = NULL;

  g_assert_true (yn_trust_add_pem (elsewhere, root, NULL));
  outside = yn_verify (paper, elsewhere, NOW);
  outside_xml = yn_verification_xml (outside, "00", NOW, NULL, YN_VERDICT_YES);
  outside_said = read_report (outside_xml);
  inside_xml = yn_verification_xml (inside, "00", NOW, NULL, YN_VERDICT_YES);
  inside_said = read_report (inside_xml);
  g_assert_cmpstr (outside_said, ==, "indeterminate CHAIN_CONSTRAINTS_FAILURE");
  g_assert_cmpstr (inside_said, ==, "total-passed");
  for (int i = 0; i < 2; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (i == 0 ? outside_xml : inside_xml, &size);

      g_assert_nonnull (g_strstr_len (data, (gssize) size, "urn:yinuo:signature-class:practice"));
      g_assert_nonnull (g_strstr_len (data, (gssize) size, "演练·无效力"));
    }
}

/* Names that somebody else chose. */
static void
test_hostile_names (void)
{
  PenSignature how = { .name = "a<b>&\\007\"'" };
  g_autoptr (GBytes) named = pen_signed (scene->paper, &how, scene->signer);

  assert_report (named, scene->trust, NOW, "total-passed");
}

/* Whatever file: the report stands. */
static void
test_every_case (void)
{
  static const struct
  {
    const TestCase *(*rows) (gsize *n);
  } tables[] = {
    { test_cases_saving }, { test_cases_forging }, { test_cases_filling }, { test_cases_rightful }
  };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      gsize n;
      const TestCase *rows = tables[t].rows (&n);

      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (GBytes) pdf = rows[i].make (scene, &rows[i]);
          g_autoptr (YnVerification) verification = yn_verify (pdf, scene->trust, NOW);
          g_autoptr (GBytes) xml = yn_verification_xml (verification, "00", NOW, NULL, YN_VERDICT_YES);
          g_autofree char *said = read_report (xml);

          g_assert_true ((strstr (said, "indeterminate") == NULL && strstr (said, "total-failed") == NULL)
                         == (rows[i].whole == YN_VERDICT_YES));
          g_assert_true (
              (strstr (said, "total-failed") != NULL || strstr (said, "CRYPTO_CONSTRAINTS") != NULL)
              == (rows[i].whole == YN_VERDICT_NO));
        }
    }
}

/* The standard's own schema, where it lies: YINUO_ETSI_XSD names the file, ETSI's 1910202xmlSchema.xsd, with what it
 * imports beside it. */
static void
test_schema (void)
{
  const char *schema = g_getenv ("YINUO_ETSI_XSD");
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  TestFolder *folder;
  g_autofree char *said = NULL;
  gsize n, count = 0;
  const TestCase *rows = test_cases_rightful (&n);

  if (schema == NULL)
    {
      g_test_skip ("the schema of ETSI is not part of this tree");
      return;
    }
  folder = test_folder_new ();
  for (const char *const *word = (const char *const[]) { "xmllint", "--nonet", "--noout", "--schema", schema, NULL };
       *word != NULL; word++)
    g_ptr_array_add (words, g_strdup (*word));
  for (int table = 0; table < 2; table++)
    {
      for (gsize i = 0; i < n; i++, count++)
        {
          g_autoptr (GBytes) pdf = rows[i].make (scene, &rows[i]);
          g_autoptr (YnVerification) verification = yn_verify (pdf, scene->trust, NOW);
          g_autoptr (GBytes) xml = yn_verification_xml (verification, "00", NOW, "paper-differs", YN_VERDICT_NO);
          g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT ".xml", count);
          char *path = test_folder_path (folder, name);

          g_assert_true (g_file_set_contents (path, g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml), NULL));
          g_ptr_array_add (words, path);
        }
      rows = test_cases_forging (&n);
    }
  g_ptr_array_add (words, NULL);
  said = test_run ((const char *const *) words->pdata, NULL);
  for (gsize i = 0; said != NULL && i < count; i++)
    {
      g_autofree char *line = g_strdup_printf ("/%" G_GSIZE_FORMAT ".xml validates", i);

      if (strstr (said, line) == NULL)
        g_test_message ("%s", said);
      g_assert_nonnull (strstr (said, line));
    }
  test_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  scene = test_scene_new ();
  g_test_add_func ("/report/indications", test_indications);
  g_test_add_func ("/report/practice", test_practice);
  g_test_add_func ("/report/hostile-names", test_hostile_names);
  g_test_add_func ("/report/every-case", test_every_case);
  g_test_add_func ("/report/schema", test_schema);
  failed = g_test_run ();
  test_scene_free (scene);
  test_material_free ();
  return failed;
}
