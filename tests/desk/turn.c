/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who may sign now: in the service's order, those of one place in any, and whoever need not. */
#include "desk/turn.h"

#include <string.h>

/* F06 with other signers. */
static YnService *
service_with (const char *signers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) model = yn_service_find ("F06", &error);
  g_autoptr (YnJson) list = yn_json_parse (signers, -1, &error);
  g_autoptr (YnJson) json = NULL;
  g_autoptr (GBytes) file = NULL;
  YnService *form;

  g_assert_no_error (error);
  json = yn_json_with (yn_service_json (model), "/signers", list);
  file = yn_json_print_bytes (json, YN_JSON_COMPACT);
  form = yn_service_new (file, &error);
  g_assert_no_error (error);
  return form;
}

#define TAKES "\"accept\":[\"practice\"]"
#define LEGAL "{\"role\":\"legal-representative\",\"required\":true," TAKES "}"
#define AGENT "{\"role\":\"agent\",\"required\":false," TAKES "}"
#define EACH "{\"role\":\"consortium-member\",\"required\":true,\"each\":\"/members\"," TAKES "}"
#define SEAL "{\"role\":\"enterprise-seal\",\"required\":true," TAKES "}"

static void
test_open (void)
{
  static const char body[] = "{\"enterprise\":{\"name\":\"e\",\"uscc\":\"u\"},"
                             "\"answers\":{\"members\":[{\"name\":\"a\",\"uscc\":\"1\"},{\"name\":\"b\",\"uscc\":\"2\"}]}}";
  static const struct
  {
    const char *signers, *signed_fields, *open, *next;
  } cases[] = {
    { "[" LEGAL "," SEAL "]", "", "legal-representative-1", "legal-representative-1" },
    { "[" LEGAL "," SEAL "]", "yn-legal-representative-1", "enterprise-seal-1", "enterprise-seal-1" },
    { "[" LEGAL "," SEAL "]", "yn-legal-representative-1 yn-enterprise-seal-1", "", NULL },
    { "[" EACH "," SEAL "]", "", "consortium-member-1 consortium-member-2", "consortium-member-1" },
    { "[" EACH "," SEAL "]", "yn-consortium-member-2", "consortium-member-1", "consortium-member-1" },
    { "[" EACH "," SEAL "]", "yn-consortium-member-1", "consortium-member-2", "consortium-member-2" },
    { "[" EACH "," SEAL "]", "yn-consortium-member-2 yn-consortium-member-1", "enterprise-seal-1", "enterprise-seal-1" },
    { "[" AGENT "," SEAL "]", "", "agent-1 enterprise-seal-1", "enterprise-seal-1" },
    { "[" AGENT "," SEAL "]", "yn-agent-1", "enterprise-seal-1", "enterprise-seal-1" },
    { "[" AGENT "," SEAL "]", "yn-enterprise-seal-1", "", NULL }, /* the seal is last */
    { "[" SEAL "," AGENT "]", "", "enterprise-seal-1", "enterprise-seal-1" },
    { "[" SEAL "," AGENT "]", "yn-enterprise-seal-1", "agent-1", NULL },
    { "[" SEAL "," AGENT "]", "yn-enterprise-seal-1 yn-timestamp-1", "agent-1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnService) form = service_with (cases[i].signers);
      g_autoptr (YnJson) json = yn_json_parse (body, -1, NULL);
      g_auto (GStrv) fields = g_strsplit (cases[i].signed_fields, " ", -1);
      g_autoptr (GPtrArray) open = yn_turn_open (form, json, (const char *const *) fields);
      g_autoptr (YnSigner) next = yn_turn_signer_behind (form, json, (const char *const *) fields);
      g_autofree char *who = next == NULL ? NULL : g_strdup_printf ("%s-%u", next->role, next->number);
      g_autoptr (GString) all = g_string_new (NULL);

      for (guint j = 0; j < open->len; j++)
        {
          const YnSigner *signer = g_ptr_array_index (open, j);

          g_string_append_printf (all, "%s%s-%u", j > 0 ? " " : "", signer->role, signer->number);
        }
      g_test_message ("%u", i);
      g_assert_cmpstr (all->str, ==, cases[i].open);
      g_assert_cmpstr (who, ==, cases[i].next);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/turn/open", test_open);
  return g_test_run ();
}
