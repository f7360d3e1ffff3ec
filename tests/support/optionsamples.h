// SPDX-License-Identifier: MIT
#pragma once

#include "net/requestoption.h"

#include <QHash>

namespace hopscope::test
{

using namespace Qt::StringLiterals;

/// A value that each option takes, and that is not as usual.
inline QStringList valuesFor(const RequestOption &option)
{
    switch (option.kind) {
    case OptionKind::Switch:
        return {QString()};
    case OptionKind::Count:
    case OptionKind::Bytes:
    case OptionKind::Seconds:
        return {u"7"_s};
    case OptionKind::File:
        return {u"/some/file.pem"_s};
    case OptionKind::Choice:
        return {option.choices().constLast()};
    case OptionKind::Lines:
        return option.name == "fail-on"_L1 ? QStringList{u"warning"_s, u"final-error"_s}
                                           : QStringList{u"shop.example:443:127.0.0.1"_s, u"a.example:*:::1"_s};
    case OptionKind::Text:
        break;
    }
    const QHash<QString, QString> texts{{u"proxy"_s, u"socks5://127.0.0.1:1080"_s},
                                        {u"expect"_s, u"301,2xx"_s},
                                        {u"expect-final"_s, u"https://www.example.com/"_s},
                                        {u"expect-method"_s, u"POST"_s}};
    return {texts.value(option.name, u"me:secret"_s)};
}

} // namespace hopscope::test
