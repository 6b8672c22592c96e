/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whether a certificate is the signer's: name and code, each match, mismatch, or not to be compared. */
#include "signing/match.h"

#include "base/error.h"

#define CODE "91460200MA5T1Q2W3D"
#define OTHER "92460203MA5TQX8800"
#define FIRM "三亚样例建设（集团）有限公司"

typedef struct
{
  const char *subject, *organization, *uscc; /* of the certificate */
  const char *name, *code;                   /* wanted */
  gboolean person;
  YnMatch name_is, code_is;
  int error; /* 0: it may sign */
} Case;

#define YES YN_MATCH_YES
#define NO YN_MATCH_NO
#define CANNOT YN_MATCH_CANNOT_TELL

static const Case cases[] = {
  /* the enterprise's own; brackets of either width, blanks */
  { FIRM, FIRM, CODE, FIRM, CODE, FALSE, YES, YES, 0 },
  { "三亚样例建设(集团)有限公司", NULL, CODE, FIRM, CODE, FALSE, YES, YES, 0 },
  { "三亚样例建设（集团） 有限公司", NULL, CODE, FIRM, CODE, FALSE, YES, YES, 0 },
  { FIRM "(1)", FIRM, CODE, FIRM, CODE, FALSE, YES, YES, 0 },
  { FIRM, FIRM, NULL, FIRM, CODE, FALSE, YES, CANNOT, 0 },
  /* the code wins over a name written otherwise, and nothing wins over another code */
  { "样例建设集团", "样例建设集团", CODE, FIRM, CODE, FALSE, NO, YES, 0 },
  { FIRM, FIRM, OTHER, FIRM, CODE, FALSE, YES, NO, YN_ERROR_CERTIFICATE_MISMATCH },
  { "样例建设集团", NULL, NULL, FIRM, CODE, FALSE, NO, CANNOT, YN_ERROR_CERTIFICATE_MISMATCH },
  /* a longer name is another enterprise's */
  { FIRM "海口分公司", NULL, NULL, FIRM, CODE, FALSE, NO, CANNOT, YN_ERROR_CERTIFICATE_MISMATCH },
  /* somebody of the enterprise is not its seal */
  { "样例乙", FIRM, CODE, FIRM, CODE, FALSE, NO, YES, YN_ERROR_CERTIFICATE_MISMATCH },
  /* a person */
  { "样例乙", FIRM, CODE, "样例乙", CODE, TRUE, YES, YES, 0 },
  { "样例乙@460200", NULL, NULL, "样例乙", CODE, TRUE, YES, CANNOT, 0 },
  { "样例甲", FIRM, CODE, "样例乙", CODE, TRUE, NO, YES, YN_ERROR_CERTIFICATE_MISMATCH },
  { FIRM, FIRM, CODE, "样例乙", CODE, TRUE, NO, YES, YN_ERROR_CERTIFICATE_MISMATCH },
  { "样例乙丙", FIRM, CODE, "样例乙", CODE, TRUE, NO, YES, YN_ERROR_CERTIFICATE_MISMATCH },
  { "样例乙", "别家", OTHER, "样例乙", CODE, TRUE, YES, NO, YN_ERROR_CERTIFICATE_MISMATCH },
  /* whoever it is, of the enterprise */
  { "样例丁", FIRM, CODE, NULL, CODE, FALSE, CANNOT, YES, 0 },
  { "样例丁", FIRM, OTHER, NULL, CODE, FALSE, CANNOT, NO, YN_ERROR_CERTIFICATE_MISMATCH },
  { "样例丁", FIRM, NULL, NULL, CODE, FALSE, CANNOT, CANNOT, YN_ERROR_CERTIFICATE_SILENT },
  { "", NULL, NULL, FIRM, CODE, FALSE, CANNOT, CANNOT, YN_ERROR_CERTIFICATE_SILENT },
};

static void
test_match (gconstpointer data)
{
  const Case *one = data;
  const YnCertificate certificate = { .subject_name = (char *) one->subject,
                                      .organization = (char *) one->organization,
                                      .uscc = (char *) one->uscc };
  const YnWanted wanted = { one->name, one->code, one->person };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (yn_match_name (yn_match_of_name (&certificate, &wanted)), ==, yn_match_name (one->name_is));
  g_assert_cmpstr (yn_match_name (yn_match_of_code (&certificate, &wanted)), ==, yn_match_name (one->code_is));
  g_assert_true (yn_match_check (&certificate, &wanted, &error) == (one->error == 0));
  if (one->error == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, YN_ERROR, one->error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/signing/match/%02u", i + 1);

      g_test_add_data_func (path, &cases[i], test_match);
    }
  return g_test_run ();
}
