// SPDX-License-Identifier: MIT
#include "lessons/visit.h"

#include "http/url.h"
#include "text/formdata.h"

#include <QCoreApplication>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct VisitText {
    Q_DECLARE_TR_FUNCTIONS(visits)
};

struct AskedByRow {
    AskedBy by;
    QLatin1StringView id;
    const char *text;   ///< empty: nothing to say
    const char *onPage; ///< %1: the page
};

constexpr AskedByRow kAskedBy[] = {
    {AskedBy::Address, "address"_L1, "", ""},
    {AskedBy::Link, "link"_L1, QT_TRANSLATE_NOOP("visits", "a link"), QT_TRANSLATE_NOOP("visits", "a link on %1")},
    {AskedBy::Form, "form"_L1, QT_TRANSLATE_NOOP("visits", "a form"), QT_TRANSLATE_NOOP("visits", "a form on %1")},
    {AskedBy::Fetch, "fetch"_L1, QT_TRANSLATE_NOOP("visits", "a script with fetch()"),
     QT_TRANSLATE_NOOP("visits", "a script with fetch() on %1")},
};

const AskedByRow &rowOf(AskedBy by)
{
    return *std::ranges::find(kAskedBy, by, &AskedByRow::by);
}

/// Whether a field is there that neither a page nor a form adds.
bool hasOwnFields(const ScenarioVisit &visit)
{
    return std::ranges::any_of(visit.headers.fields, [](const Header &field) {
        return !equalsIgnoringCase(field.name, "Content-Type") && !equalsIgnoringCase(field.name, "Referer");
    });
}

/// Whether the fields and the body are those of GET.
bool isPlainGet(const ScenarioVisit &visit)
{
    return visit.method == "GET" && visit.body.isEmpty() && !hasOwnFields(visit) &&
           !visit.headers.contains("Content-Type");
}

bool hasFormType(const ScenarioVisit &visit)
{
    return isFormType(visit.headers.combined("Content-Type"));
}

bool isPostOfForm(const ScenarioVisit &visit)
{
    return visit.method == "POST" && !hasOwnFields(visit) &&
           (hasFormType(visit) || !visit.headers.contains("Content-Type"));
}

} // namespace

QLatin1StringView idOf(AskedBy by)
{
    return rowOf(by).id;
}

std::optional<AskedBy> askedByNamed(QStringView id)
{
    const auto *const row = std::ranges::find_if(kAskedBy, [&](const AskedByRow &each) { return each.id == id; });
    return row == std::end(kAskedBy) ? std::nullopt : std::optional(row->by);
}

QStringList askedByIds()
{
    QStringList ids;
    for (const AskedByRow &row : kAskedBy)
        ids.append(row.id);
    return ids;
}

AskedBy askedBy(const ScenarioVisit &visit)
{
    if (visit.by)
        return *visit.by;
    if (isPlainGet(visit))
        return visit.page.isEmpty() && !visit.headers.contains("Referer") ? AskedBy::Address : AskedBy::Link;
    return isPostOfForm(visit) && hasFormType(visit) ? AskedBy::Form : AskedBy::Fetch;
}

QList<QByteArray> addedFieldsOf(const ScenarioVisit &visit)
{
    return askedBy(visit) == AskedBy::Form ? QList<QByteArray>{"Content-Type"} : QList<QByteArray>();
}

QByteArray pageOf(const ScenarioVisit &visit)
{
    if (askedBy(visit) == AskedBy::Address)
        return {};
    if (!visit.page.isEmpty())
        return visit.page;
    const std::optional<Origin> origin = originOf(visit.url);
    return origin ? serializeOrigin(*origin) + '/' : QByteArray();
}

PlacedFault faultOf(const ScenarioVisit &visit)
{
    switch (askedBy(visit)) {
    case AskedBy::Address:
        if (!isPlainGet(visit) || visit.headers.contains("Referer"))
            return {u"by"_s, u"an address that is typed sends GET without fields and body of its own"_s};
        if (!visit.page.isEmpty())
            return {u"page"_s, u"an address is typed into no page: leave the page out, or say \"link\""_s};
        break;
    case AskedBy::Link:
        if (!isPlainGet(visit))
            return {u"by"_s, u"a link sends GET without fields and body of its own"_s};
        break;
    case AskedBy::Form:
        if (!isPlainGet(visit) && !isPostOfForm(visit))
            return {u"by"_s, u"a form sends GET, or POST with a Content-Type of forms (%1), and no other field"_s.arg(
                                 QLatin1StringView("application/x-www-form-urlencoded, multipart/form-data, "
                                                   "text/plain"))};
        break;
    case AskedBy::Fetch:
        break;
    }
    return {};
}

QString askedByText(const Scenario &scenario, const ScenarioVisit &visit)
{
    const AskedByRow &row = rowOf(askedBy(visit));
    if (*row.text == '\0')
        return {};
    if (visit.page.isEmpty())
        return VisitText::tr(row.text);
    return VisitText::tr(row.onPage).arg(QString::fromUtf8(withOrigins(scenario, visit.page)));
}

} // namespace hopscope
