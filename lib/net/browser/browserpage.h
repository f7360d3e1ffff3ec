// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"

namespace hopscope
{

/// What the request says; else GET without own fields is an address, POST of form fields without own fields but
/// Content-Type is a form, and everything else is fetch(). A form's body has to be what a browser makes of its fields.
BrowserWay wayOf(const TraceRequest &request);
/// The id of the profile that says what the browser will do.
QString predictorOf(const QString &realId, BrowserWay way);

/// The page of the first URL's origin that a form or a script begins from, and its URL.
QByteArray startPage(const ReadyRequest &ready, BrowserWay way);
QByteArray startUrl(const ReadyRequest &ready);
/// The script that begins: the form is submitted, or fetch() called, with credentials as the profiles have it. The
/// expression of fetch() is a promise that never fails.
QByteArray startScript(const ReadyRequest &ready, BrowserWay way);
/// Removes the fields that cannot go out that way, and returns their names: all of an address and of a form but
/// Content-Type, and of a script those that it cannot set (Fetch, forbidden request-header).
QStringList takeUnsettableFields(Headers &headers, BrowserWay way);

} // namespace hopscope
