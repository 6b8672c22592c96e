/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper that several sign: at one desk, on another computer and home again; what comes home that never went
 * out; what taking back costs; a consortium; a letter signed by hand. */
#include "road.h"

#include "desk/attaching.h"
#include "desk/files.h"
#include "desk/filling.h"
#include "desk/hands.h"
#include "desk/record.h"
#include "desk/recording.h"
#include "desk/sign-file.h"
#include "desk/taking-back.h"
#include "papers/paper.h"

#define BUILDER "91460200MA5T1Q2W3D"

static YnJson *
sample (const char *service)
{
  g_autofree char *path =
      g_strdup_printf ("%s/fixtures/answers/%s.json", g_getenv ("G_TEST_SRCDIR"), service);
  g_autoptr (GError) error = NULL;
  YnJson *answers = yn_json_load (path, &error);

  g_assert_no_error (error);
  return answers;
}

/* Begun with the account's own enterprise, as the window fills it in; printed by being reviewed. */
static char *
print_with (Road *road, const char *service, const YnJson *answers)
{
  g_autoptr (YnJson) known = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) empty = yn_desk_begin (road->desk, service, NULL, NULL, NULL, &error);
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnReview) review = NULL;
  g_autoptr (YnJson) whole = NULL;

  g_assert_no_error (error);
  known = yn_json_ref (yn_json_get (empty->answers, "enterprise"));
  whole = yn_json_with (answers, "/enterprise", known);
  yn_desk_discard (road->desk, empty->matter, NULL, &error);
  g_assert_no_error (error);
  draft = yn_desk_begin (road->desk, service, whole, NULL, NULL, &error);
  g_assert_no_error (error);
  review = yn_desk_review (road->desk, draft->matter, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&draft->matter);
}

static char *
print (Road *road, const char *service)
{
  g_autoptr (YnJson) answers = sample (service);

  return print_with (road, service, answers);
}

/* A picture of one white dot, as somebody's proof. */
static GBytes *
picture (void)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G',  '\r', '\n', 0x1a, '\n', 0,    0, 0, 13,
                                'I',  'H', 'D', 'R',  0,    0,    0,    1,    0,    0, 0, 1,
                                8,    0,   0,   0,    0,    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0,
                                10,   'I', 'D', 'A',  'T',  0x78, 0x9c, 0x63, 0x60, 0, 0, 0,
                                2,    0,   1,   0x48, 0xaf, 0xa4, 0x71, 0,    0,    0, 0, 'I',
                                'E',  'N', 'D', 0xae, 0x42, 0x60, 0x82 };

  return g_bytes_new_static (png, sizeof png);
}

/* A repair of the first penalty, with its proof. */
static char *
print_repair (Road *road)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = yn_clock_today (road->clock);
  g_autofree char *done_on = yn_day_add_days (today, -10);
  g_autofree char *text =
      g_strdup_printf ("{\"measures\": \"罚款已缴清，问题已整改。\", \"duties\": {\"doneOn\": \"%s\"}}",
                       done_on);
  g_autoptr (YnJson) start = yn_json_parse (text, -1, &error);
  g_autoptr (YnRecord) record = yn_desk_record (road->desk, NULL, &error);
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnAttachment) proof = NULL;
  g_autofree char *path = g_build_filename (road->folder, "proof.png", NULL);
  g_autoptr (GBytes) page = picture ();

  g_assert_no_error (error);
  for (guint i = 0; i < record->entries->len && draft == NULL; i++)
    {
      const YnRecordEntry *entry = g_ptr_array_index (record->entries, i);

      if (g_str_equal (entry->kind, "penalty"))
        draft = yn_desk_begin_repair (road->desk, entry->id, start, NULL, &error);
    }
  g_assert_no_error (error);
  g_assert_true (yn_file_write (path, page, &error));
  proof = yn_desk_attach (road->desk, draft->matter, "duty-proof", path, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&draft->matter);
}

static char *
hand_out (Road *road, const char *matter, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_desk_hand_out (road->desk, matter, FALSE, NULL, NULL, &error);
  char *path = g_build_filename (road->folder, name, NULL);

  g_assert_no_error (error);
  g_assert_true (yn_file_write (path, bytes, &error));
  return path;
}

/* At @guest's computer: shown, signed, saved beside. */
static char *
sign_elsewhere (Road *guest, const char *path, YnKey *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSignFile) file = yn_sign_file_open (guest->desk, path, NULL, &error);
  g_autoptr (YnReview) review = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *signed_path = g_strconcat (path, ".signed.yinuo-sign", NULL);

  g_assert_no_error (error);
  review = yn_sign_file_review (guest->desk, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (review->digest);
  yn_sign_file_sign (guest->desk, file, review->digest, key, NULL, &error);
  g_assert_no_error (error);
  bytes = yn_sign_file_pack (file);
  g_assert_true (yn_file_write (signed_path, bytes, &error));
  return signed_path;
}

static void
refuses_home (Road *road, const char *path, YnError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *matter = yn_desk_take_home (road->desk, path, NULL, &error);

  g_assert_null (matter);
  g_assert_error (error, YN_ERROR, code);
}

static YnUnderSignature *
look (Road *road, const char *matter)
{
  g_autoptr (GError) error = NULL;
  YnUnderSignature *paper = yn_desk_under_signature_of (road->desk, matter, NULL, &error);

  g_assert_no_error (error);
  return paper;
}

/* Of the paper that was handed out once. */
static char *
handed_out_words (Road *road, const char *matter)
{
  g_autoptr (YnUnderSignature) paper = look (road, matter);

  g_assert_cmpuint (paper->handed_out->len, ==, 1);
  return yn_handed_out_words (g_ptr_array_index (paper->handed_out, 0), paper->sha256);
}

/* Handed out, then changed here: what is out there cannot come home any more, and that is said. */
static void
test_stale (void)
{
  YnHandedOut out = { .at = 0, .who = (char *) "sample", .paper = (char *) "aa" };
  g_autofree char *same = yn_handed_out_words (&out, "aa"), *other = yn_handed_out_words (&out, "bb");
  g_autofree char *home = (out.home = 60 * G_USEC_PER_SEC, yn_handed_out_words (&out, "bb"));

  g_assert_cmpstr (same, ==, "Handed out to sample · 1970-01-01 08:00 · not back yet");
  g_assert_true (g_str_has_suffix (other, "hand it out anew"));
  g_assert_cmpstr (home, ==, "Handed out to sample · 1970-01-01 08:00 · signed, home since 1970-01-01 08:01");
}

/* The legal representative signs on another computer; the seal is put on here; the platform takes it. */
static void
test_two (void)
{
  Road road = { 0 }, guest = { 0 };
  g_autofree char *matter = NULL, *out = NULL, *home = NULL, *came = NULL;
  g_autoptr (YnKey) person = NULL, seal = NULL;
  g_autoptr (YnUnderSignature) before = NULL, after = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autoptr (YnReview) review = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL, *before_words = NULL, *after_words = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  matter = print (&road, "F06");
  before = look (&road, matter);
  g_assert_cmpuint (before->signers->len, ==, 2);
  g_assert_cmpuint (before->signatures->len, ==, 0);
  g_assert_cmpstr (before->next->role, ==, "legal-representative");
  g_assert_cmpstr (before->next->name, ==, "演练乙");

  person = road_key_of (&road, "legal-representative");
  out = hand_out (&road, matter, "out.yinuo-sign");
  g_assert_true (yn_desk_note_handed_out (road.desk, matter, NULL, FALSE, NULL, &error));
  before_words = handed_out_words (&road, matter);
  g_assert_nonnull (strstr (before_words, "演练乙"));
  g_assert_true (g_str_has_suffix (before_words, "not back yet"));
  road_visit (&guest, &road, "elsewhere");
  home = sign_elsewhere (&guest, out, person);
  refuses_home (&road, out, YN_ERROR_NOTHING_SIGNED);
  came = yn_desk_take_home (road.desk, home, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (came, ==, matter);
  after_words = handed_out_words (&road, matter);
  g_assert_nonnull (strstr (after_words, "signed, home since 20"));

  after = look (&road, matter);
  g_assert_cmpuint (after->signatures->len, ==, 1);
  words = yn_signature_words (g_ptr_array_index (after->signatures, 0), YN_LANGUAGE_ZH_CN);
  g_assert_true (g_str_has_prefix (words, "法定代表人（负责人） 演练乙 · "));
  g_assert_cmpstr (after->next->role, ==, "enterprise-seal");
  refuses_home (&road, home, YN_ERROR_ALREADY_HOME);

  seal = road_key (&road);
  review = yn_desk_review (road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (review->signatures->len, ==, 1);
  filing = yn_desk_sign_and_keep (road.desk, matter, review->digest, seal, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (filing);
  standing = road_await (&road, filing->id, YN_STAGE_ACCEPTED);
  road_clear (&guest);
  road_clear (&road);
}

/* Signed elsewhere by a certificate that was taken back meanwhile: its authority is asked, and the paper stays out. */
static void
test_revoked (void)
{
  Road road = { 0 }, guest = { 0 };
  g_autofree char *matter = NULL, *out = NULL, *home = NULL, *wish = NULL;
  g_autoptr (YnKey) person = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  matter = print (&road, "F06");
  person = road_key_of (&road, "legal-representative");
  out = hand_out (&road, matter, "out.yinuo-sign");
  road_visit (&guest, &road, "elsewhere");
  home = sign_elsewhere (&guest, out, person);
  wish = g_strdup_printf ("{\"serial\": \"%s\"}", yn_key_certificate (person)->serial);
  road_control (&road, "/practice/revoke", wish);
  refuses_home (&road, home, YN_ERROR_NOT_TRUSTED);
  road_clear (&guest);
  road_clear (&road);
}

/* Person first, seal last, each with a key that names them. */
static void
test_order (void)
{
  Road road = { 0 };
  g_autofree char *matter = NULL;
  g_autoptr (YnKey) person = NULL, agent = NULL, seal = NULL;
  YnKey *wrong[2], *wrong_then[2];

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  matter = print (&road, "F06");
  person = road_key_of (&road, "legal-representative");
  agent = road_key_of (&road, "agent");
  seal = road_key (&road);
  wrong[0] = seal;
  wrong[1] = agent;
  wrong_then[0] = person;
  wrong_then[1] = agent;
  for (guint step = 0; step < 2; step++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnReview) review = yn_desk_review (road.desk, matter, NULL, &error);
      g_autoptr (YnFiling) filing = NULL;

      g_assert_no_error (error);
      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (GError) refused = NULL;

          g_assert_null (yn_desk_sign_and_keep (road.desk, matter, review->digest,
                                                step == 0 ? wrong[i] : wrong_then[i], NULL, &refused));
          g_assert_error (refused, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH);
        }
      filing =
          yn_desk_sign_and_keep (road.desk, matter, review->digest, step == 0 ? person : seal, NULL, &error);
      g_assert_no_error (error);
      g_assert_true ((filing != NULL) == (step == 1));
    }
  road_clear (&road);
}

/* What lies at the file's place when the person signs is what was shown, or nothing is signed. */
static void
test_swapped (void)
{
  Road road = { 0 };
  g_autofree char *first = NULL, *second = NULL, *out = NULL, *other = NULL;
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (YnKey) person = NULL;
  g_autoptr (YnSignFile) file = NULL, another = NULL;
  g_autoptr (YnReview) review = NULL, another_review = NULL;
  g_autoptr (GError) error = NULL, swapped = NULL, mixed = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  first = print (&road, "F06");
  second = print (&road, "F08");
  person = road_key_of (&road, "legal-representative");
  out = hand_out (&road, first, "first.yinuo-sign");
  other = hand_out (&road, second, "second.yinuo-sign");
  file = yn_sign_file_open (road.desk, out, NULL, &error);
  g_assert_no_error (error);
  review = yn_sign_file_review (road.desk, file, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (other, &content, &length, NULL));
  g_assert_true (g_file_set_contents (out, content, (gssize) length, NULL));
  g_assert_false (yn_sign_file_sign (road.desk, file, review->digest, person, NULL, &swapped));
  g_assert_error (swapped, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);

  another = yn_sign_file_open (road.desk, other, NULL, &error);
  g_assert_no_error (error);
  another_review = yn_sign_file_review (road.desk, another, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (yn_sign_file_sign (road.desk, another, review->digest, person, NULL, &mixed));
  g_assert_error (mixed, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  g_assert_true (yn_sign_file_sign (road.desk, another, another_review->digest, person, NULL, &error));
  road_clear (&road);
}

/* What comes home and never went out. */
static void
test_foreign (void)
{
  Road road = { 0 };
  g_autofree char *matter = NULL, *other = NULL, *out = NULL, *out_other = NULL, *home = NULL,
                  *home_other = NULL;
  g_autofree char *again = NULL, *junk = NULL;
  g_autoptr (YnKey) person = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *came = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  person = road_key_of (&road, "legal-representative");
  matter = print (&road, "F06");
  other = print (&road, "F08");
  out = hand_out (&road, matter, "out.yinuo-sign");
  home = sign_elsewhere (&road, out, person);
  out_other = hand_out (&road, other, "other.yinuo-sign");
  home_other = sign_elsewhere (&road, out_other, person);

  /* printed again since: the same answers, another file */
  g_assert_true (yn_desk_take_back (road.desk, matter, NULL, NULL, &error));
  refuses_home (&road, home, YN_ERROR_OTHER_PAPER);
  g_assert_true (yn_desk_discard (road.desk, matter, NULL, &error));
  refuses_home (&road, home, YN_ERROR_OTHER_PAPER);

  junk = g_build_filename (road.folder, "junk.yinuo-sign", NULL);
  for (guint i = 0; i < 6; i++)
    {
      static const char *const files[] = { "{}",
                                           "[1,2",
                                           "{\"yinuo-sign\":2}",
                                           "{\"yinuo-sign\":1,\"paper\":\"AAAA\",\"annex\":null}",
                                           "{\"yinuo-sign\":1,\"paper\":\"!!!!\"}",
                                           "PK\3\4" };

      g_assert_true (g_file_set_contents (junk, files[i], -1, NULL));
      refuses_home (&road, junk, YN_ERROR_BAD_SIGN_FILE);
    }
  g_assert_true (g_file_set_contents (junk, "%PDF-1.5 nothing", -1, NULL));
  refuses_home (&road, junk, YN_ERROR_BAD_PDF);

  came = yn_desk_take_home (road.desk, home_other, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (came, ==, other);
  road_clear (&road);
}

/* Every byte of the file that went out and came home changed once: never taken for the paper. */
static void
test_every_byte (void)
{
  Road road = { 0 };
  g_autofree char *matter = NULL, *out = NULL, *home = NULL, *bent = NULL;
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (YnKey) person = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *came = NULL;
  g_autoptr (GRand) chance = g_rand_new_with_seed (20261123);

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  person = road_key_of (&road, "legal-representative");
  matter = print (&road, "F06");
  out = hand_out (&road, matter, "out.yinuo-sign");
  home = sign_elsewhere (&road, out, person);
  g_assert_true (g_file_get_contents (home, &content, &length, NULL));
  bent = g_build_filename (road.folder, "bent.yinuo-sign", NULL);
  for (guint i = 0; i < 60; i++)
    {
      gsize at = (gsize) g_rand_int_range (chance, 0, (gint32) length);
      char was = content[at];

      content[at] = was == 'A' ? 'B' : 'A';
      g_assert_true (g_file_set_contents (bent, content, (gssize) length, NULL));
      content[at] = was;
      g_assert_null (yn_desk_take_home (road.desk, bent, NULL, &error));
      g_assert_error (error, YN_ERROR, (int) error->code);
      g_clear_error (&error);
    }
  came = yn_desk_take_home (road.desk, home, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (came, ==, matter);
  road_clear (&road);
}

/* A partner signs the same paper at its own desk, with its own certificate; then the leader files. */
static void
test_consortium (void)
{
  Road road = { 0 }, partner = { 0 };
  g_autofree char *matter = NULL, *out = NULL, *home = NULL, *came = NULL;
  g_autoptr (YnKey) leader = NULL, key = NULL;
  g_autoptr (YnUnderSignature) paper = NULL;
  g_autoptr (YnSignFile) file = NULL;
  g_autoptr (YnReview) review = NULL, shown = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  matter = print (&road, "F05");
  paper = look (&road, matter);
  g_assert_cmpuint (paper->signers->len, ==, 2);
  g_assert_cmpstr (paper->next->role, ==, "consortium-member");
  g_assert_cmpstr (paper->next->uscc, ==, ROAD_FINED);
  leader = road_key (&road);
  out = hand_out (&road, matter, "consortium.yinuo-sign");

  road_visit (&partner, &road, "partner");
  road_sit_down_at (&partner, road.practice, ROAD_FINED);
  key = road_key (&partner);
  file = yn_sign_file_open (partner.desk, out, NULL, &error);
  g_assert_no_error (error);
  shown = yn_sign_file_review (partner.desk, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (yn_sign_file_sign (partner.desk, file, shown->digest, leader, NULL, &refused));
  g_assert_error (refused, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH);
  home = sign_elsewhere (&partner, out, key);

  came = yn_desk_take_home (road.desk, home, NULL, &error);
  g_assert_no_error (error);
  review = yn_desk_review (road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (review->signer->role, ==, "enterprise-seal");
  filing = yn_desk_sign_and_keep (road.desk, matter, review->digest, leader, NULL, &error);
  g_assert_no_error (error);
  standing = road_await (&road, filing->id, YN_STAGE_ACCEPTED);
  road_clear (&partner);
  road_clear (&road);
}

static char *
partner_signs (Road *road, Road *partner, const char *uscc, const char *folder, const char *out)
{
  g_autoptr (YnKey) key = NULL;

  road_visit (partner, road, folder);
  road_sit_down_at (partner, road->practice, uscc);
  key = road_key (partner);
  return sign_elsewhere (partner, out, key);
}

/* Two partners, the second one first: nobody has put them in an order. The seal of the leader comes last. */
static void
test_any_order (void)
{
  Road road = { 0 }, first = { 0 }, second = { 0 };
  g_autoptr (YnJson) answers = sample ("F05");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) members = yn_json_parse ("[{\"name\":\"演练企业·蓝湾商贸有限公司\",\"uscc\":\"" ROAD_FINED
                                              "\",\"work\":\"设计\"},{\"name\":\"演练企业·海味小馆\",\"uscc\":\"" ROAD_RESTAURANT
                                              "\",\"work\":\"施工\"}]",
                                              -1, &error);
  g_autoptr (YnJson) joint = yn_json_with (answers, "/consortium/members", members);
  g_autofree char *matter = NULL, *out = NULL, *home = NULL, *again = NULL, *last = NULL, *came = NULL, *came_too = NULL;
  g_autoptr (YnKey) leader = NULL;
  g_autoptr (YnReview) review = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;

  g_assert_no_error (error);
  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  matter = print_with (&road, "F05", joint);
  out = hand_out (&road, matter, "out.yinuo-sign");
  home = partner_signs (&road, &second, ROAD_RESTAURANT, "second", out);
  came = yn_desk_take_home (road.desk, home, NULL, &error);
  g_assert_no_error (error);
  again = hand_out (&road, matter, "again.yinuo-sign");
  last = partner_signs (&road, &first, ROAD_FINED, "first", again);
  came_too = yn_desk_take_home (road.desk, last, NULL, &error);
  g_assert_no_error (error);
  leader = road_key (&road);
  review = yn_desk_review (road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (review->signer->role, ==, "enterprise-seal");
  filing = yn_desk_sign_and_keep (road.desk, matter, review->digest, leader, NULL, &error);
  g_assert_no_error (error);
  standing = road_await (&road, filing->id, YN_STAGE_ACCEPTED);
  road_clear (&second);
  road_clear (&first);
  road_clear (&road);
}

/* Signed and sealed by hand, scanned, attached: whoever files signs the paper around it, which says so. */
static void
test_ink (void)
{
  Road road = { 0 };
  g_autofree char *matter = NULL, *scan = NULL, *all = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GBytes) bare = NULL;
  g_autoptr (YnReview) before = NULL, review = NULL;
  g_autoptr (YnFiling) filing = NULL, signed_before = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autoptr (GError) error = NULL, late = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, ROAD_FINED);
  matter = print_repair (&road);
  before = yn_desk_review (road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (before->takes_ink && !before->in_ink);
  g_assert_cmpstr (before->signer->role, ==, "legal-representative");
  bare = yn_desk_hand_out (road.desk, matter, TRUE, NULL, NULL, &error); /* to be printed */
  g_assert_no_error (error);
  scan = g_build_filename (road.folder, "scan.pdf", NULL);
  g_assert_true (yn_file_write (scan, bare, &error));

  g_assert_true (yn_desk_attach_scan (road.desk, matter, scan, NULL, &error));
  g_assert_no_error (error);
  review = yn_desk_review (road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (review->in_ink && !review->takes_ink);
  g_assert_cmpstr (review->signer->role, ==, YN_SIGNER_FILER);
  all = g_strjoinv ("", review->texts);
  g_assert_nonnull (strstr (all, "手写签名盖章扫描件"));
  g_assert_nonnull (strstr (all, "递交人"));
  key = road_key_of (&road, "agent");
  filing = yn_desk_sign_and_keep (road.desk, matter, review->digest, key, NULL, &error);
  g_assert_no_error (error);
  standing = road_await (&road, filing->id, YN_STAGE_DONE);
  road_clear (&road);
}

static void
cancelled_scan_changes_nothing (Road *road, const char *matter, const char *scan, guint attached)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (YnUnderSignature) before = look (road, matter), after = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (yn_desk_attach_scan (road->desk, matter, scan, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = look (road, matter); /* the paper is printed still */
  g_assert_cmpstr (after->sha256, ==, before->sha256);
  there = yn_desk_attachments (road->desk, matter, NULL, NULL);
  g_assert_cmpuint (there->len, ==, attached);
}

/* All of it or nothing: the paper that was printed, and the scan before. */
static void
test_ink_cancelled (void)
{
  Road road = { 0 };
  g_autofree char *matter = NULL, *scan = NULL, *better = NULL;
  g_autoptr (YnReview) first = NULL, review = NULL, again = NULL;
  g_autoptr (GBytes) bare = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GError) error = NULL;
  guint attached;

  road_set_out (&road, 0);
  road_sit_down (&road, ROAD_FINED);
  matter = print_repair (&road);
  first = yn_desk_review (road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  bare = yn_desk_hand_out (road.desk, matter, TRUE, NULL, NULL, &error);
  g_assert_no_error (error);
  scan = g_build_filename (road.folder, "scan.pdf", NULL);
  better = g_build_filename (road.folder, "better.pdf", NULL);
  g_assert_true (yn_file_write (scan, bare, &error) && yn_file_write (better, bare, &error));
  there = yn_desk_attachments (road.desk, matter, NULL, NULL);
  attached = there->len;
  cancelled_scan_changes_nothing (&road, matter, scan, attached);
  g_assert_true (yn_desk_attach_scan (road.desk, matter, scan, NULL, &error));
  review = yn_desk_review (road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  cancelled_scan_changes_nothing (&road, matter, better, attached + 1);
  g_assert_true (yn_desk_attach_scan (road.desk, matter, better, NULL, &error));
  g_ptr_array_unref (there);
  there = yn_desk_attachments (road.desk, matter, NULL, NULL);
  g_assert_cmpuint (there->len, ==, attached + 1);
  g_assert_cmpstr (((YnAttachment *) g_ptr_array_index (there, attached))->name, ==, "better.pdf");
  again = yn_desk_review (road.desk, matter, NULL, &error); /* printed anew */
  g_assert_no_error (error);
  road_clear (&road);
}

/* Where somebody has signed with a certificate, ink comes too late: taking back is said first. */
static void
test_ink_late (void)
{
  Road road = { 0 };
  g_autofree char *matter = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (YnReview) review = NULL;
  g_autoptr (YnUnderSignature) paper = NULL;
  g_autoptr (GError) error = NULL, late = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, ROAD_FINED);
  matter = print_repair (&road);
  review = yn_desk_review (road.desk, matter, NULL, &error);
  key = road_key_of (&road, "legal-representative");
  g_assert_null (yn_desk_sign_and_keep (road.desk, matter, review->digest, key, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (yn_desk_attach_scan (road.desk, matter, "/dev/null", NULL, &late));
  g_assert_error (late, YN_ERROR, YN_ERROR_UNDER_SIGNATURE);
  paper = look (&road, matter);
  g_assert_cmpuint (paper->signatures->len, ==, 1);
  road_clear (&road);
}

/* By who must sign next; what is ready comes first; what is still being filled in is no paper. */
static void
test_list (void)
{
  Road road = { 0 };
  g_autofree char *alone = NULL, *person = NULL, *partner = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (GError) error = NULL, none = NULL;
  static const char *const order[] = { "consortium-member", "enterprise-seal", "legal-representative" };

  road_set_out (&road, 0);
  road_sit_down (&road, BUILDER);
  person = print (&road, "F06");
  alone = print (&road, "F02");
  partner = print (&road, "F05");
  draft = yn_desk_begin (road.desk, "F04", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  papers = yn_desk_under_signature (road.desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (papers->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < papers->len; i++)
    g_assert_cmpstr (((const YnUnderSignature *) g_ptr_array_index (papers, i))->next->role, ==, order[i]);
  g_assert_null (yn_desk_hand_out (road.desk, draft->matter, FALSE, NULL, NULL, &none));
  g_assert_error (none, YN_ERROR, YN_ERROR_NOTHING_PRINTED);
  road_clear (&road);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/hands/two", test_two);
  g_test_add_func ("/journeys/hands/stale", test_stale);
  g_test_add_func ("/journeys/hands/revoked", test_revoked);
  g_test_add_func ("/journeys/hands/order", test_order);
  g_test_add_func ("/journeys/hands/swapped", test_swapped);
  g_test_add_func ("/journeys/hands/foreign", test_foreign);
  g_test_add_func ("/journeys/hands/every-byte", test_every_byte);
  g_test_add_func ("/journeys/hands/consortium", test_consortium);
  g_test_add_func ("/journeys/hands/any-order", test_any_order);
  g_test_add_func ("/journeys/hands/ink", test_ink);
  g_test_add_func ("/journeys/hands/ink-cancelled", test_ink_cancelled);
  g_test_add_func ("/journeys/hands/ink-late", test_ink_late);
  g_test_add_func ("/journeys/hands/list", test_list);
  return g_test_run ();
}
