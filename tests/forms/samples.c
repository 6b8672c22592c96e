/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The services at work on sample answers: what is whole passes, each single fault is named at its field, the rules
 * that depend on an answer hold, and clauses and promises read without a blank left. */

#include "forms/service.h"

#include <string.h>

#define TODAY "2026-11-23"

static YnJson *
sample (const char *service)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat (service, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "answers", name, NULL);
  YnJson *json = yn_json_load (path, &error);

  g_assert_no_error (error);
  return json;
}

static YnService *
find (const char *id)
{
  g_autoptr (GError) error = NULL;
  YnService *service = yn_service_find (id, &error);

  g_assert_no_error (error);
  return service;
}

/* One file of the right kind for each attachment that must be there. */
static YnJson *
enclosed (const YnService *service)
{
  const YnJson *slots = yn_json_get (yn_service_json (service), "attachments");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (slots); i++)
    {
      const YnJson *slot = yn_json_at (slots, i);

      if (!yn_json_get_boolean (slot, "required", FALSE))
        continue;
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", yn_json_get_string (slot, "id"));
      yn_json_writer_member_string (writer, "name", "enclosed");
      yn_json_writer_member_value (writer, "type", yn_json_at (yn_json_get (slot, "accept"), 0));
      yn_json_writer_member_int (writer, "size", 1000);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static char *
problem_lines (GPtrArray *problems)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (lines, "%s %s\n", problem->pointer, problem->code);
    }
  return g_string_free (lines, FALSE);
}

/* Every service has a sample, and every sample is whole. */
static void
test_whole (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();

  for (guint i = 0; i < services->len; i++)
    {
      const YnService *service = g_ptr_array_index (services, i);
      g_autoptr (YnJson) answers = sample (yn_service_id (service));
      g_autoptr (YnJson) attachments = enclosed (service);
      g_autoptr (GPtrArray) problems = yn_service_check (service, answers, attachments, TODAY, YN_LANGUAGE_ZH_CN);
      g_autofree char *lines = problem_lines (problems);

      if (problems->len > 0)
        g_error ("%s: %s", yn_service_id (service), lines);
    }
}

/* The examples that the README files must go through as they stand, today and for years. */
static void
test_examples (void)
{
  static const char *examples[] = { "F02", "F04", "F05", "F06" };
  static const char *days[] = { TODAY, "2036-01-01" };

  for (guint i = 0; i < G_N_ELEMENTS (examples) * G_N_ELEMENTS (days); i++)
    {
      const char *example = examples[i / G_N_ELEMENTS (days)], *day = days[i % G_N_ELEMENTS (days)];
      g_autoptr (GError) error = NULL;
      g_autoptr (YnService) service = find (example);
      g_autofree char *name = g_strconcat (example, ".json", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "examples", name, NULL);
      g_autoptr (YnJson) answers = yn_json_load (path, &error);
      g_autoptr (GPtrArray) problems = NULL;
      g_autofree char *lines = NULL;

      g_assert_no_error (error);
      problems = yn_service_check (service, answers, NULL, day, YN_LANGUAGE_ZH_CN);
      lines = problem_lines (problems);
      g_assert_cmpstr (lines, ==, "");
    }
}

/* One change to a whole sample; @at: where the problem must stand, NULL: none. */
static const struct
{
  const char *service;
  const char *pointer;
  const char *value; /* NULL: taken away */
  const char *at;
} changes[] = {
  { "F04", "/shop/name", NULL, "/shop/name" },
  { "F04", "/enterprise/uscc", "\"91460200MA5T1Q2W3E\"", "/enterprise/uscc" },
  { "F04", "/enterprise/agent/phone", "\"1380000000\"", "/enterprise/agent/phone" },
  { "F04", "/enterprise/email", "\"nobody\"", "/enterprise/email" },
  { "F04", "/enterprise/email", NULL, NULL },
  { "F04", "/enterprise/district", "\"110000\"", "/enterprise/district" },
  { "F04", "/licence/number", "\"JY1234\"", "/licence/number" },
  { "F04", "/licence/validUntil", NULL, "/licence/validUntil" },
  { "F04", "/licence/validUntil", "\"2026-02-30\"", "/licence/validUntil" },
  { "F04", "/licence/items", "[]", "/licence/items" },
  { "F04", "/licence/items", "[\"hot\",\"hot\"]", "/licence/items" },
  { "F04", "/staff/people", "0", "/staff/people" },
  { "F04", "/staff/people", "1.5", "/staff/people" },
  { "F04", "/staff/people", "\"many\"", "/staff/people" },
  { "F04", "/seafood/scaleCertificate", NULL, "/seafood/scaleCertificate" },
  { "F04", "/seafood/prices/0/price", NULL, "/seafood/prices/0/price" },
  { "F04", "/seafood/prices", NULL, NULL },
  { "F04", "/seafood", "{\"sold\":false}", NULL },
  { "F04", "/measures/wasteContractUntil", "\"2027-01-01\"", "/measures/wasteCollector" },
  { "F04", "/enterprise/legalRepresentative/documentNumber", "\"460200198803150015\"", "/enterprise/legalRepresentative/documentNumber" },
  { "F04", "/enterprise/legalRepresentative/documentKind", "\"passport\"", NULL },
  { "F04", "/enterprise/legalRepresentative/documentKind", "\"taiwan-permit\"", "/enterprise/legalRepresentative/documentNumber" },
  { "F04", "/licence/validUntil", "\"2026-11-22\"", "/licence/validUntil" },
  { "F04", "/licence/validUntil", "\"2026-11-23\"", NULL },
  { "F04", "/staff/healthCertificates", "13", "/staff/healthCertificates" },
  { "F04", "/staff/healthCertificates", "0", NULL },
  { "F02", "/prices/0/low", "58801", "/prices/0/low" },
  { "F02", "/prices/0/low", "58800", NULL },
  { "F02", "/house/rentedUntil", NULL, "/house/rentedUntil" },
  { "F02", "/house/tenure", "\"own\"", NULL },
  { "F02", "/house/rooms", "15", "/house/rooms" },
  { "F02", "/house/area", "800.01", "/house/area" },
  { "F02", "/house/area", "19.99", NULL },
  { "F02", "/house/area", "19.999", "/house/area" },
  { "F02", "/shops/0/url", "\"not a web address\"", "/shops/0/url" },
  { "F05", "/bond/amount", NULL, "/bond/amount" },
  { "F05", "/bond", "{\"replaces\":\"none\"}", NULL },
  { "F05", "/manager/otherProjects", "1", "/manager/otherProjects" },
  { "F05", "/tender/openingTime", "\"2026-12-15\"", "/tender/openingTime" },
  { "F05", "/consortium/members", NULL, "/consortium/members" },
  { "F05", "/consortium/members/0/uscc", "\"91310115MA1G4L1WXK\"", "/consortium/members/0/uscc" },
  { "F05", "/consortium", "{\"joint\":false}", NULL },
  { "F05", "/tender/openingTime", "\"2026-11-22T09:30:00+08:00\"", "/tender/openingTime" },
  { "F05", "/checks/checkedOn", "\"2026-11-24\"", "/checks/checkedOn" },
  { "F10", "/fleet/vessels/0/inspectionUntil", "\"2026-11-22\"", "/fleet/vessels/0/inspectionUntil" },
  { "F10", "/fleet/vessels/1/lifeJackets", "1", "/fleet/vessels/1/capacity" },
  { "F10", "/fleet/crew/0/validUntil", "\"2026-11-22\"", "/fleet/crew/0/validUntil" },
  { "F10", "/fleet", "{\"owned\":false}", NULL },
  { "F10", "/fleet", "{\"owned\":true}", "/fleet/vessels" },
  { "F10", "/diving", NULL, "/diving/licence" },
  { "F10", "/diving/coaches", "[]", "/diving/coaches" },
  { "F10", "/business/items", "[\"other\"]", "/business/otherItem" },
  { "F10", "/insurance/perPerson", "0", "/insurance/perPerson" },
  { "F10", "/insurance/validUntil", "\"2026-11-22\"", "/insurance/validUntil" },
  { "F10", "/extras", "{\"charged\":true}", "/extras/items" },
  { "F11", "/period/to", "\"2027-01-29\"", "/period/to" },
  { "F11", "/period/to", "\"2026-11-22\"", "/period/to" },
  { "F11", "/prices/0/price", "15801", "/prices/0/price" },
  { "F11", "/prices/0/price", "15800", NULL },
  { "F11", "/prices", "[]", "/prices" },
  { "F11", "/business/kind", "\"other\"", "/business/otherKind" },
  { "F11", "/display/hotlines", "[]", "/display/hotlines" },
  { "F12", "/permit/number", "\"91460200MA5T00010P01Q\"", "/permit/number" },
  { "F12", "/permit/number", "\"91460200MA5T00010P001q\"", "/permit/number" },
  { "F12", "/permit/pollutants", NULL, "/permit/pollutants" },
  { "F12", "/permit/pollutants/1/limit", "-1", "/permit/pollutants/1/limit" },
  { "F12", "/permit/pollutants/1/limit", "4.35", NULL },
  { "F12", "/permit/validUntil", "\"2026-11-22\"", "/permit/validUntil" },
  { "F12", "/assessment/number", "\"one\"", "/assessment/number" },
  { "F12", "/assessment/kind", "\"filing\"", "/assessment/filing" },
  { "F12", "/assessment", "{\"kind\":\"exempt\"}", NULL },
  { "F12", "/hazardousWaste/contractUntil", "\"2026-11-22\"", "/hazardousWaste/contractUntil" },
  { "F12", "/hazardousWaste", "{\"produced\":false}", NULL },
  { "F12", "/emergency", "{\"filed\":true}", "/emergency/number" },
  { "F12", "/officer/phone", "\"138\"", "/officer/phone" },
  { "F13", "/fees/0/quantity", "61", "/fees/0/quantity" },
  { "F13", "/fees/0/quantity", "60", NULL },
  { "F13", "/fees/1/quantity", "4", "/fees/1/quantity" },
  { "F13", "/fees/0/amount", "500001", "/fees/0/amount" },
  { "F13", "/fees/0/amount", "500000", NULL },
  { "F13", "/premises/students", "94", "/premises/needed" },
  { "F13", "/premises/perStudent", "2.99", "/premises/perStudent" },
  { "F13", "/school/kind", "\"subject\"", "/school/stages" },
  { "F13", "/teachers/qualified", "13", "/teachers/qualified" },
  { "F13", "/funds/account", "\"6200 0000 0000\"", "/funds/account" },
  { "F14", "/fees/salePayer", NULL, "/fees/salePayer" },
  { "F14", "/fees", "{\"sale\":0,\"lease\":0}", NULL },
  { "F14", "/agency/shops", "4", "/agency/shops" },
  { "F14", "/newHomes/projects/0/until", "\"2026-11-22\"", "/newHomes/projects/0/until" },
  { "F14", "/newHomes", "{\"sold\":false}", NULL },
  { "F14", "/agents/list/0/registration", NULL, "/agents/list/0/registration" },
  { "F15", "/business/icp", "\"ICP备00000000号\"", "/business/icp" },
  { "F15", "/business/icp", "\"琼ICP备00000000号\"", NULL },
  { "F15", "/business/domain", "\"https://shop.example.org\"", "/business/domain" },
  { "F15", "/business/shops", NULL, "/business/shops" },
  { "F15", "/business/foodFiling", NULL, "/business/foodFiling" },
  { "F15", "/business/licencePage", "\"shop\"", "/business/licencePage" },
  { "F15", "/service/responseHours", "73", "/service/responseHours" },
  { "F15", "/dutyFree", "{\"related\":true}", "/dutyFree/services" },
  { "F16", "/agency/capital", "199999999", "/agency/capital" },
  { "F16", "/dispatch", NULL, "/dispatch/licence" },
  { "F16", "/dispatch/employers", "321", "/dispatch/employers" },
  { "F16", "/agency/number", NULL, "/agency/number" },
  { "F16", "/agency/kind", "\"dispatch-only\"", NULL },
  { "F16", "/fees/list/0/price", "-1", "/fees/list/0/price" },
  { "F22", "/duties/doneOn", "\"2026-05-11\"", "/duties/doneOn" },
  { "F22", "/duties/doneOn", "\"2026-11-24\"", "/duties/doneOn" },
  { "R01", "/period/from", "\"2026-12\"", "/period/from" },
  { "R01", "/period/to", "\"2026-12\"", "/period/to" },
  { "F22", "/duties/doneOn", NULL, "/duties/doneOn" },
  { "F22", "/measures", NULL, "/measures" },
  { "F17", "/licence", NULL, "/licence/number" },
  { "F17", "/site/kind", "\"industry\"", NULL },
  { "F17", "/chemicals/list/0/cas", "\"86290815\"", "/chemicals/list/0/cas" },
  { "F17", "/chemicals/majorHazard", "true", "/chemicals/grade" },
  { "F17", "/inspection/openUntil", NULL, "/inspection/openUntil" },
  { "F17", "/inspection/open", "0", NULL },
  { "F17", "/people/certified", "3", "/people/certified" },
  { "F18", "/income/account", NULL, "/income/account" },
  { "F18", "/income", "{\"has\":false}", NULL },
  { "F18", "/equipment/inspectedLifts", "23", "/equipment/inspectedLifts" },
  { "F18", "/equipment/nextInspection", "\"2026-11-22\"", "/equipment/nextInspection" },
  { "F18", "/contract/until", "\"2024-12-31\"", "/contract/until" },
  { "F19", "/issuer/trade", "\"retail\"", NULL },
  { "F19", "/cards/1/face", "120000", NULL },
  { "F19", "/guarantee/amount", NULL, "/guarantee/amount" },
  { "F19", "/guarantee", "{\"mode\":\"none\"}", NULL },
  { "F19", "/terms/coolingDays", NULL, "/terms/coolingDays" },
  { "F20", "/budget/0/applied", "62000001", "/budget/0/applied" },
  { "F20", "/other/list", NULL, "/other/list" },
  { "F20", "/project/until", "\"2026-02-28\"", "/project/until" },
  { "F21", "/role/client", NULL, "/role/client" },
  { "F21", "/role/clientUscc", "\"91460202698900018P\"", "/role/clientUscc" },
  { "F21", "/role", "{\"kind\":\"tenderer\"}", "/money/payWithin" },
  { "F21", "/tender/mode", "\"invited\"", "/tender/invitedBecause" },
  { "F21", "/tender/openingTime", "\"2026-11-29T09:00:00+08:00\"", "/tender/openingTime" },
  { "F23", "/materials/1/by", NULL, "/materials/1/by" },
  { "F23", "/materials/0/by", "\"2026-11-22\"", "/materials/0/by" },
  { "F23", "/permit/action", "\"renew\"", "/permit/oldNumber" },
  { "F24", "/facts/premises", NULL, "/facts/premises/address" },
  { "F24", "/facts/premises/until", "\"2026-11-22\"", "/facts/premises/until" },
  { "F24", "/certificate/kind", "\"employment\"", "/facts/person/idNumber" },
  { "F24", "/certificate/kind", "\"other\"", NULL },
  { "F25", "/matter/core", "false", "/matter/core" },
  { "F25", "/lacking", "[]", "/lacking" },
  { "F25", "/lacking/0/by", NULL, "/lacking/0/by" },
  { "F25", "/lacking/1/by", "\"2026-11-19\"", "/lacking/1/by" },
  { "F26", "/record/penalties", NULL, "/record/penalties" },
  { "F26", "/record/listed", "true", "/record/listedWhy" },
  { "F26", "/business/tax", "860000001", "/business/tax" },
  { "F27", "/related/list/0/uscc", "\"91460200MA5T00010P\"", "/related/list/0/uscc" },
  { "F27", "/standing/noMajor", "false", NULL },
  { "F27", "/standing/revenue", NULL, "/standing/revenue" },
  { "F27", "/standing/size", "\"large\"", NULL },
  { "F28", "/result/hours", "5", "/result/hours" },
  { "F28", "/result", "{\"passed\":false}", NULL },
  { "F28", "/training/why", "\"rule\"", "/training/penalty" },
  { "F28", "/trainee/idNumber", "\"460200198803150015\"", "/trainee/idNumber" },
  { "R01", "/purpose", "\"14\"", "/purpose" },
  { "R01", "/period/from", "\"2023-13\"", "/period/from" },
  { "F01", "/hotel/rooms", "201", "/hotel/rooms" },
  { "F01", "/hotel/beds", "120", NULL },
  { "F01", "/star/number", NULL, "/star/number" },
  { "F01", "/star/validUntil", "\"2026-11-22\"", "/star/validUntil" },
  { "F01", "/star", "{\"grade\":\"none\"}", NULL },
  { "F01", "/licences/hygieneUntil", "\"2026-11-22\"", "/licences/hygieneUntil" },
  { "F01", "/prices", "[]", "/prices" },
  { "F01", "/prices/1/low", "198801", "/prices/1/low" },
  { "F01", "/prices/0/peak", "98801", "/prices/0/peak" },
  { "F01", "/prices/0/peak", "98800", NULL },
  { "F01", "/prices/0/until", "\"2027-01-24\"", "/prices/0/from" },
  { "F01", "/prices/0/cap", NULL, "/prices/0/cap" },
  { "F01", "/refunds/0/percent", "100.01", "/refunds/0/percent" },
  { "F01", "/refunds", NULL, "/refunds" },
  { "F01", "/service/firstReply", "73", "/service/firstReply" },
  { "F01", "/service/phone", "\"8800\"", "/service/phone" },
  { "F01", "/shops", NULL, NULL },
  { "F03", "/permit/number", "\"HAI-00000\"", "/permit/number" },
  { "F03", "/permit/number", "\"L-BJ-CJ00001\"", NULL },
  { "F03", "/permit/kinds", "[]", "/permit/kinds" },
  { "F03", "/insurance/validUntil", "\"2026-11-22\"", "/insurance/validUntil" },
  { "F03", "/routes/0/price", "51999", "/routes/0/price" },
  { "F03", "/routes/0/price", "52000", NULL },
  { "F03", "/contract/platform", NULL, "/contract/platform" },
  { "F03", "/contract", "{\"electronic\":false}", NULL },
  { "F03", "/shopping/places", "[]", "/shopping/places" },
  { "F03", "/shopping", "{\"arranged\":false}", NULL },
  { "F06", "/project/role", NULL, "/project/role" },
  { "F06", "/project/role", "\"subcontractor\"", "/project/contractor" },
  { "F06", "/project/role", "\"supervisor\"", NULL },
  { "F06", "/account/number", NULL, "/account/number" },
  { "F06", "/account/number", "\"6200 0000\"", "/account/number" },
  { "F06", "/account", NULL, "/account/number" },
  { "F06", "/deposit/letter", NULL, "/deposit/letter" },
  { "F06", "/deposit/validUntil", "\"2026-11-22\"", "/deposit/validUntil" },
  { "F06", "/deposit", "{\"form\":\"cash\"}", "/deposit/amount" },
  { "F06", "/deposit", "{\"form\":\"exempt\"}", NULL },
  { "F06", "/workers/payDay", "32", "/workers/payDay" },
  { "F06", "/cycle/days", "32", "/cycle/days" },
  { "F06", "/officer", NULL, "/officer/name" },
  { "F07", "/licence", NULL, "/licence/number" },
  { "F07", "/licence/validUntil", "\"2026-11-22\"", "/licence/validUntil" },
  { "F07", "/pharmacists", NULL, "/pharmacists" },
  { "F07", "/licence/scope", "[\"otc-b\"]", NULL },
  { "F07", "/pharmacists/0/registration", NULL, "/pharmacists/0/registration" },
  { "F07", "/insurance/code", NULL, "/insurance/code" },
  { "F07", "/storage/scanRate", "100.5", "/storage/scanRate" },
  { "F07", "/storage/scanRate", NULL, "/storage/scanRate" },
  { "F07", "/device", NULL, "/device/filing" },
  { "F07", "/shop/kinds", "[]", "/shop/kinds" },
  { "F08", "/institution/number", "\"PDY000000460200170\"", "/institution/number" },
  { "F08", "/institution/kind", "\"filing\"", NULL },
  { "F08", "/institution/validUntil", NULL, "/institution/validUntil" },
  { "F08", "/institution/departments", "[\"other\"]", "/institution/otherDepartments" },
  { "F08", "/advertising/number", NULL, "/advertising/number" },
  { "F08", "/advertising/validUntil", "\"2026-11-22\"", "/advertising/validUntil" },
  { "F08", "/insurance", "{\"insured\":false}", NULL },
  { "F08", "/insurance/policy", NULL, "/insurance/policy" },
  { "F08", "/staff/doctors", "0", "/staff/doctors" },
  { "F09", "/business/kinds", "[\"rental\"]", NULL },
  { "F09", "/rental", NULL, "/rental/filing" },
  { "F09", "/permit", NULL, "/permit/number" },
  { "F09", "/monitoring", NULL, "/monitoring/platform" },
  { "F09", "/business/kinds", "[\"taxi\",\"rental\"]", NULL },
  { "F09", "/fleet/vehicles/0/plate", "\"B00001\"", "/fleet/vehicles/0/plate" },
  { "F09", "/fleet/vehicles/1/insuranceUntil", "\"2026-11-22\"", "/fleet/vehicles/1/insuranceUntil" },
  { "F09", "/fleet/vehicles/0/inspectionUntil", "\"2026-11-23\"", NULL },
  { "F09", "/drivers/certificates", "4", "/drivers/certificates" },
  { "F09", "/rental/refundDays", "31", "/rental/refundDays" },
  { "F05", "/checks/checkedOn", "\"2026-11-23\"", NULL },
  { "W01", "/filing", "\"abc\"", "/filing" },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (YnService) service = find (changes[i].service);
      g_autoptr (YnJson) whole = sample (changes[i].service);
      g_autoptr (YnJson) value = changes[i].value != NULL ? yn_json_parse (changes[i].value, -1, NULL) : NULL;
      g_autoptr (YnJson) changed = yn_json_with (whole, changes[i].pointer, value);
      g_autoptr (YnJson) attachments = enclosed (service);
      g_autoptr (GPtrArray) problems = yn_service_check (service, changed, attachments, TODAY, YN_LANGUAGE_ZH_CN);
      g_autofree char *lines = problem_lines (problems);

      if (changes[i].at == NULL && problems->len > 0)
        g_error ("%s %s = %s: %s", changes[i].service, changes[i].pointer, changes[i].value, lines);
      if (changes[i].at != NULL && yn_problems_at (problems, changes[i].at) == NULL)
        g_error ("%s %s = %s: nothing at %s, but: %s", changes[i].service, changes[i].pointer, changes[i].value,
                 changes[i].at, lines);
    }
}

/* A problem names its field by the title that the person sees, in their language. */
static void
test_titles (void)
{
  g_autoptr (YnService) service = find ("F04");
  g_autoptr (YnJson) whole = sample ("F04");
  g_autoptr (YnJson) changed = yn_json_with (whole, "/shop/name", NULL);
  g_autoptr (GPtrArray) zh = yn_service_check (service, changed, NULL, TODAY, YN_LANGUAGE_ZH_CN);
  g_autoptr (GPtrArray) en = yn_service_check (service, changed, NULL, TODAY, YN_LANGUAGE_EN);
  g_autofree char *zh_words = yn_problem_words (yn_problems_at (zh, "/shop/name"), YN_LANGUAGE_ZH_CN);
  g_autofree char *en_words = yn_problem_words (yn_problems_at (en, "/shop/name"), YN_LANGUAGE_EN);

  g_assert_nonnull (strstr (zh_words, "门店名称"));
  g_assert_nonnull (strstr (en_words, "Name of the shop"));
}

/* A limit reads as the field's answers do: money in yuan, numbers with their unit. */
static void
test_limits (void)
{
  static const struct
  {
    const char *service;
    const char *pointer;
    const char *value;
    const char *zh;
    const char *en;
  } cases[] = {
    { "F13", "/fees/0/amount", "500001", "“一次收费金额”不能大于 5,000.00元。",
      "“Charged at once” must not be more than 5,000.00 yuan." },
    { "F16", "/agency/capital", "199999999", "“注册资本”不能小于 2,000,000.00元。",
      "“Registered capital” must not be less than 2,000,000.00 yuan." },
    { "F15", "/service/responseHours", "73", "“客服响应时限”不能大于 72小时。",
      "“Customers get an answer within” must not be more than 72 hours." },
    { "F13", "/premises/perStudent", "2.99", "“生均面积”不能小于 3㎡。",
      "“Area for each student” must not be less than 3 m²." },
    { "F13", "/fees/1/quantity", "4", "“一次收多少课时或月”不能大于 3。",
      "“Lessons or months charged at once” must not be more than 3." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
      {
        g_autoptr (YnService) service = find (cases[i].service);
        g_autoptr (YnJson) whole = sample (cases[i].service);
        g_autoptr (YnJson) value = yn_json_parse (cases[i].value, -1, NULL);
        g_autoptr (YnJson) changed = yn_json_with (whole, cases[i].pointer, value);
        g_autoptr (GPtrArray) problems = yn_service_check (service, changed, NULL, TODAY, language);
        const YnProblem *problem = yn_problems_at (problems, cases[i].pointer);
        g_autofree char *words = NULL;

        g_assert_nonnull (problem);
        words = yn_problem_words (problem, language);
        g_assert_cmpstr (words, ==, language == YN_LANGUAGE_EN ? cases[i].en : cases[i].zh);
      }
}

static void
test_missing_proof (void)
{
  g_autoptr (YnService) service = find ("F22");
  g_autoptr (YnJson) answers = sample ("F22");
  g_autoptr (YnJson) none = yn_json_parse ("[]", -1, NULL);
  g_autoptr (GPtrArray) problems = yn_service_check (service, answers, none, TODAY, YN_LANGUAGE_ZH_CN);
  g_autofree char *lines = problem_lines (problems);

  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (lines, "attachment-required"));
}

static char *
clause_ids (const char *id, const YnJson *answers)
{
  g_autoptr (YnService) service = find (id);
  g_autoptr (YnJson) clauses = yn_service_clauses (service, answers, YN_LANGUAGE_ZH_CN);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const char *text = yn_json_get_string (yn_json_at (clauses, i), "text");

      g_assert_nonnull (text);
      g_assert_null (strstr (text, "{/"));
      g_string_append_printf (ids, "%s ", yn_json_get_string (yn_json_at (clauses, i), "id"));
    }
  return g_string_free (ids, FALSE);
}

static void
test_clauses (void)
{
  g_autoptr (YnJson) with = sample ("F04");
  g_autoptr (YnJson) sold = yn_json_parse ("{\"sold\":false}", -1, NULL);
  g_autoptr (YnJson) without = yn_json_with (with, "/seafood", sold);
  g_autoptr (YnJson) bid = sample ("F05");
  g_autofree char *all = clause_ids ("F04", with);
  g_autofree char *fewer = clause_ids ("F04", without);
  g_autofree char *tender = clause_ids ("F05", bid);

  g_assert_cmpstr (all, ==, "C1 C3 C4 C5 C6 F04-1 F04-2 F04-3 F04-4 F04-5 F04-6 F04-7 F04-8 F04-9 ");
  g_assert_cmpstr (fewer, ==, "C1 C3 C4 C5 C6 F04-1 F04-2 F04-3 F04-4 F04-5 F04-6 F04-7 ");
  g_assert_cmpstr (tender, ==, "C1 C3 C4 C5 C6 C7 F05-1 F05-2 F05-3 F05-4 F05-5 F05-6 F05-7 F05-8 ");
}

/* A bid is no public matter before its opening: its publicity clause must not consent to that. */
static void
test_publicity (void)
{
  static const struct
  {
    const char *service;
    int type;
    gboolean public;
  } cases[] = { { "F04", 1, TRUE }, { "F02", 1, TRUE }, { "F22", 1, TRUE }, { "F05", 2, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnService) service = find (cases[i].service);
      g_autoptr (YnJson) answers = sample (cases[i].service);
      g_autoptr (YnJson) clauses = yn_service_clauses (service, answers, YN_LANGUAGE_ZH_CN);
      const char *text = yn_json_string (yn_json_pointer (clauses, "/4/text"));

      g_assert_cmpint (yn_service_publicity (service), ==, cases[i].type);
      g_assert_cmpint (strstr (text, "同意将本信用承诺书向社会公开") != NULL, ==, cases[i].public);
    }
}

static void
expect_promise (const YnService *service, const YnJson *answers, YnLanguage language)
{
  g_autoptr (YnJson) promise = yn_service_promise (service, answers, language);
  g_autofree char *text = yn_json_print (promise, YN_JSON_COMPACT);

  g_assert_cmpuint (yn_json_size (yn_json_get (promise, "you")), >=, 1);
  g_assert_cmpuint (yn_json_size (yn_json_get (promise, "you")), <=, 3);
  g_assert_cmpstr (yn_json_get_string (promise, "seenBy"), !=, NULL);
  g_assert_null (strstr (text, "{/"));
}

static void
test_promise (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();

  for (guint i = 0; i < services->len; i++)
    {
      const YnService *service = g_ptr_array_index (services, i);
      g_autoptr (YnJson) answers = sample (yn_service_id (service));

      expect_promise (service, answers, YN_LANGUAGE_ZH_CN);
      expect_promise (service, answers, YN_LANGUAGE_EN);
    }
}

static void
test_validity (void)
{
  g_autoptr (YnService) catering = find ("F04");
  g_autoptr (YnService) bid = find ("F05");
  g_autofree char *until = yn_service_valid_until (catering, "2028-02-29");
  g_autofree char *by_event = yn_service_valid_until (bid, "2026-11-23");

  g_assert_cmpstr (until, ==, "2029-02-28");
  g_assert_null (by_event);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/samples/whole", test_whole);
  g_test_add_func ("/forms/samples/examples", test_examples);
  g_test_add_func ("/forms/samples/changes", test_changes);
  g_test_add_func ("/forms/samples/titles", test_titles);
  g_test_add_func ("/forms/samples/limits", test_limits);
  g_test_add_func ("/forms/samples/missing-proof", test_missing_proof);
  g_test_add_func ("/forms/samples/clauses", test_clauses);
  g_test_add_func ("/forms/samples/publicity", test_publicity);
  g_test_add_func ("/forms/samples/promise", test_promise);
  g_test_add_func ("/forms/samples/validity", test_validity);
  return g_test_run ();
}
