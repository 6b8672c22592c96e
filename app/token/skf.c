/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An SKF module (GM/T 0016): devices, in them applications (each with a PIN of its own), in them containers with a pair
 * of keys for signing and another for encryption. Only the certificate for signing is ever asked for. */

#include "token/driver.h"
#include "token/skf-address.h"
#include "token/skf-codes.h"

#include <dlfcn.h>
#include <string.h>

#define NAMES_ROOM (16 * 1024)
#define HALF 32 /* bytes of r and of s */

static struct
{
#define AS_POINTER(function, arguments) SkfCode (*function) arguments;
  SKF_FUNCTIONS (AS_POINTER)
#undef AS_POINTER
  char *path;
  SkfHandle device, application, container; /* of the open key */
  SkfNumber type;
} skf;

/* What lies where, while one goes through it. */
typedef struct
{
  const char *device, *application, *container;
} Place;

static gboolean
fine (SkfPurpose purpose, const char *call, SkfCode code, LineTrouble *trouble)
{
  int class = skf_class (purpose, code);

  return class < 0 || driver_fail (trouble, class, call, skf_code_name (code));
}

#define CALL(purpose, function, ...) fine (purpose, #function, skf.function (__VA_ARGS__), trouble)

static gboolean
begin (void *library, const char *path, LineTrouble *trouble)
{
#define LOOK_UP(function, arguments) \
  if ((*(void **) &skf.function = dlsym (library, #function)) == NULL) \
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, #function, "the function is not there");
  SKF_FUNCTIONS (LOOK_UP)
#undef LOOK_UP
  skf.path = g_strdup (path);
  return TRUE;
}

/* Names end with an empty one, or with the room. */
static const char *
next_name (const char *name, const char *names)
{
  const char *next = name == NULL ? names : name + strlen (name) + 1;

  return next < names + NAMES_ROOM && *next != '\0' ? next : NULL;
}

/* --- going through all of it ------------------------------------------------------------------------------------ */

typedef struct _Walk Walk;

/* What is done with each container; FALSE: no further. */
typedef gboolean (*Visit) (Walk *walk, const Place *place, LineTrouble *trouble);

struct _Walk
{
  const char *address;
  Visit visit;
  gboolean tells; /* readers and tokens, on the line */
  SkfHandle device, application;
};

static guint
pin_flags (SkfHandle application, int *tries)
{
  SkfNumber most = 0, left = 0, is_default = 0;
  uint32_t n;

  *tries = -1;
  if (skf.SKF_GetPINInfo (application, SKF_USER_TYPE, &most, &left, &is_default) != SAR_OK)
    return 0;
  n = (uint32_t) left;
  *tries = (int) MIN (n, 1000);
  return (n == 0 ? YN_TOKEN_PIN_LOCKED : n == 1 ? YN_TOKEN_PIN_LAST_TRY : 0)
         | (n < (uint32_t) most ? YN_TOKEN_PIN_LOW : 0);
}

static char *
text_of (const char *field, gsize width)
{
  g_autofree char *text = g_strndup (field, width);

  return g_utf8_make_valid (g_strchomp (text), -1);
}

static void
say_token (const Walk *walk, const Place *place)
{
  SkfDeviceInfo info = { .rest = "" };
  YnTokenFrame frame = { .kind = YN_TOKEN_TOKEN };
  g_autofree char *label = NULL;
  g_autofree char *maker = NULL;
  g_autofree char *serial = NULL;

  skf.SKF_GetDevInfo (walk->device, &info); /* where it fails, the names are empty */
  label = text_of (info.label, sizeof info.label);
  maker = text_of (info.manufacturer, sizeof info.manufacturer);
  serial = text_of (info.serial, sizeof info.serial);
  frame.flags = YN_TOKEN_SKF | pin_flags (walk->application, &frame.tries);
  line_say (frame, (const char *[]){ *label != '\0' ? label : place->device, maker, place->application, serial, NULL },
            NULL);
}

static gboolean
walk_application (Walk *walk, Place *place, LineTrouble *trouble)
{
  g_autofree char *names = g_malloc0 (NAMES_ROOM + 1);
  SkfNumber size = NAMES_ROOM;

  if (walk->tells)
    say_token (walk, place);
  if (!CALL (SKF_TO_FIND, SKF_EnumContainer, walk->application, names, &size))
    return FALSE;
  for (place->container = next_name (NULL, names); place->container != NULL;
       place->container = next_name (place->container, names))
    if (!walk->visit (walk, place, trouble))
      return FALSE;
  return TRUE;
}

static gboolean
walk_device (Walk *walk, Place *place, LineTrouble *trouble)
{
  g_autofree char *names = g_malloc0 (NAMES_ROOM + 1);
  SkfNumber size = NAMES_ROOM;
  gboolean goes_on = CALL (SKF_TO_FIND, SKF_EnumApplication, walk->device, names, &size);

  for (place->application = next_name (NULL, names); goes_on && place->application != NULL;
       place->application = next_name (place->application, names))
    {
      goes_on = CALL (SKF_TO_FIND, SKF_OpenApplication, walk->device, place->application, &walk->application)
                && walk_application (walk, place, trouble);
      if (walk->application != NULL)
        skf.SKF_CloseApplication (walk->application);
      walk->application = NULL;
    }
  return goes_on;
}

/* Devices that are told of are told of one by one: a bad one does not hide the others. */
static gboolean
walk_all (Walk *walk, LineTrouble *trouble)
{
  g_autofree char *names = g_malloc0 (NAMES_ROOM + 1);
  SkfNumber size = NAMES_ROOM;
  Place place = { NULL };
  gboolean goes_on = CALL (SKF_TO_FIND, SKF_EnumDev, 1, names, &size);

  for (place.device = next_name (NULL, names); goes_on && place.device != NULL;
       place.device = next_name (place.device, names))
    {
      if (walk->tells)
        line_say ((YnTokenFrame){ .kind = YN_TOKEN_READER }, (const char *[]){ place.device, NULL }, NULL);
      goes_on = CALL (SKF_TO_FIND, SKF_ConnectDev, place.device, &walk->device) && walk_device (walk, &place, trouble);
      if (!goes_on && walk->tells)
        {
          line_say_trouble (trouble, YN_TOKEN_MORE);
          goes_on = TRUE;
        }
      if (walk->device != NULL)
        skf.SKF_DisConnectDev (walk->device);
      walk->device = NULL;
    }
  return goes_on;
}

/* --- looking ---------------------------------------------------------------------------------------------------- */

static uint8_t certificate[YN_TOKEN_MAX_DATA];

/* A length of 0: there is none. */
static gboolean
read_certificate (SkfHandle container, SkfNumber *length, LineTrouble *trouble)
{
  SkfCode code;

  *length = sizeof certificate;
  code = skf.SKF_ExportCertificate (container, 1, certificate, length);
  *length = code == SAR_OK ? MIN ((uint32_t) *length, sizeof certificate) : 0;
  return fine (SKF_TO_CERTIFICATE, "SKF_ExportCertificate", code, trouble);
}

static gboolean
say_container (Walk *walk, const Place *place, LineTrouble *trouble)
{
  SkfHandle container = NULL;
  SkfNumber length = 0;
  g_autofree char *address = skf_address_new (skf.path, place->device, place->application, place->container);
  gboolean well = CALL (SKF_TO_FIND, SKF_OpenContainer, walk->application, place->container, &container)
                  && read_certificate (container, &length, trouble);

  if (well && length > 0)
    {
      gboolean meant = skf_address_fits (walk->address, place->device, place->application, place->container);
      YnTokenFrame frame = {
        .kind = YN_TOKEN_CERTIFICATE,
        .flags = meant ? 0 : YN_TOKEN_BESIDE,
        .data = (uint32_t) length,
      };

      line_say (frame, (const char *[]){ address, NULL }, certificate);
    }
  if (container != NULL)
    skf.SKF_CloseContainer (container);
  return well;
}

static gboolean
look (const char *address, LineTrouble *trouble)
{
  Walk walk = { .address = address, .visit = say_container, .tells = TRUE };

  return walk_all (&walk, trouble);
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

/* The handles are kept: the walk stops here, and does not close them. */
static gboolean
take_container (Walk *walk, const Place *place, LineTrouble *trouble)
{
  SkfNumber length = 0;

  if (!skf_address_fits (walk->address, place->device, place->application, place->container))
    return TRUE;
  if (!CALL (SKF_TO_FIND, SKF_OpenContainer, walk->application, place->container, &skf.container)
      || !read_certificate (skf.container, &length, trouble)
      || !CALL (SKF_TO_CERTIFICATE, SKF_GetContainerType, skf.container, &skf.type))
    return FALSE;
  if (length == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_EMPTY, "SKF_ExportCertificate", "no certificate for signing");
  skf.application = walk->application;
  skf.device = walk->device;
  walk->application = walk->device = NULL;
  *trouble = (LineTrouble){ -1, "", "" };
  return FALSE;
}

static gboolean
open_key (const char *address, const char *pin, guint *flags, LineTrouble *trouble)
{
  Walk walk = { .address = address, .visit = take_container };
  SkfNumber left = 0;
  guint theirs;
  int tries;

  if (skf.application != NULL)
    return driver_fail (trouble, YN_ERROR_WRONG_USE, "yinuo-token", "a key is open already");
  if (walk_all (&walk, trouble))
    return driver_fail (trouble, YN_ERROR_TOKEN_ABSENT, "SKF_EnumDev", "no token that the address means");
  if (skf.application == NULL)
    return FALSE;
  theirs = pin_flags (skf.application, &tries);
  if (!driver_pin_may_be_tried (theirs, *flags, pin, trouble)
      || !CALL (SKF_TO_LOG_IN, SKF_VerifyPIN, skf.application, SKF_USER_TYPE, pin, &left))
    return FALSE;
  *flags = theirs | YN_TOKEN_SKF;
  return TRUE;
}

/* r and s lie at the ends of their fields. */
static gboolean
sign_ecc (const guint8 *block, gsize length, guint8 *signature, gsize *signature_length, LineTrouble *trouble)
{
  SkfSignature pair = { { 0 }, { 0 } };

  if (!CALL (SKF_TO_SIGN, SKF_ECCSignData, skf.container, block, length, &pair))
    return FALSE;
  memcpy (signature, pair.r + sizeof pair.r - HALF, HALF);
  memcpy (signature + HALF, pair.s + sizeof pair.s - HALF, HALF);
  *signature_length = 2 * HALF;
  return TRUE;
}

static gboolean
sign_rsa (const guint8 *block, gsize length, guint8 *signature, gsize *signature_length, LineTrouble *trouble)
{
  SkfNumber size = *signature_length;

  if (!CALL (SKF_TO_SIGN, SKF_RSASignData, skf.container, block, length, signature, &size))
    return FALSE;
  if ((uint32_t) size > *signature_length)
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "SKF_RSASignData", "a signature longer than its room");
  *signature_length = (uint32_t) size;
  return TRUE;
}

static gboolean
sign (const char *pin, const guint8 *block, gsize length, guint8 *signature, gsize *signature_length,
      LineTrouble *trouble)
{
  if (skf.application == NULL)
    return driver_fail (trouble, YN_ERROR_TOKEN_SESSION, "yinuo-token", "no key is open");
  switch ((uint32_t) skf.type)
    {
    case SKF_CONTAINER_RSA:
      return sign_rsa (block, length, signature, signature_length, trouble);
    case SKF_CONTAINER_ECC:
      return sign_ecc (block, length, signature, signature_length, trouble);
    default:
      return driver_fail (trouble, YN_ERROR_TOKEN_ALGORITHM, "SKF_GetContainerType", "neither RSA nor SM2");
    }
}

static void
end (void)
{
  if (skf.application == NULL)
    return;
  skf.SKF_ClearSecureState (skf.application);
  skf.SKF_CloseContainer (skf.container);
  skf.SKF_CloseApplication (skf.application);
  skf.SKF_DisConnectDev (skf.device);
}

const Driver driver_skf = {
  .entry = "SKF_EnumDev",
  .begin = begin,
  .look = look,
  .open = open_key,
  .sign = sign,
  .end = end,
};
