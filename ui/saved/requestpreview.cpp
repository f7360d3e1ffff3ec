// SPDX-License-Identifier: MIT
#include "ui/saved/requestpreview.h"

#include "net/requestoption.h"
#include "text/jsonwrite.h"
#include "ui/request/texts.h"

#include <QCoreApplication>
#include <QSyntaxHighlighter>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxPreviewBytes = 64 * 1024; ///< of a body

struct PreviewText {
    Q_DECLARE_TR_FUNCTIONS(RequestPreview)
};

class VariableMarks : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        format.setFontUnderline(true);
        const QByteArray bytes = text.toUtf8();
        for (VariablePlace place = nextVariable(bytes, 0); place.length > 0;
             place = nextVariable(bytes, place.start + place.length)) {
            const qsizetype start = QString::fromUtf8(bytes.first(place.start)).size();
            const qsizetype length = QString::fromUtf8(bytes.sliced(place.start, place.length)).size();
            setFormat(int(start), int(length), format);
        }
    }
};

QString bodyText(const RequestContent &content)
{
    if (!content.file.isEmpty())
        return PreviewText::tr("(the file %1)").arg(content.file);
    if (!exactText(content.bytes))
        return PreviewText::tr("(%1 bytes that are not text)").arg(content.bytes.size());
    QString text = QString::fromUtf8(content.bytes.left(kMaxPreviewBytes));
    if (content.bytes.size() > kMaxPreviewBytes)
        text += u'\n' + PreviewText::tr("(%1 bytes in all)").arg(content.bytes.size());
    return text;
}

} // namespace

QString previewText(const SavedRequest &saved)
{
    const TraceRequest &request = saved.request;
    QStringList lines{QString::fromUtf8(request.method) + u' ' + request.url};
    for (const Header &field : request.headers.fields)
        lines.append(QString::fromUtf8(field.name) + u": "_s + QString::fromUtf8(field.value));
    if (!request.content.isEmpty())
        lines.append({QString(), bodyText(request.content)});
    lines.append({QString(), PreviewText::tr("Client: %1").arg(clientTitle(request.client))});
    for (const RequestOption &option : requestOptions()) {
        const QStringList values = option.write(request);
        const QString title = QCoreApplication::translate("requestoptions", option.title);
        if (!values.isEmpty())
            lines.append(option.kind == OptionKind::Switch ? title : title + u": "_s + values.join(u", "_s));
    }
    for (const QString &note : saved.notes)
        lines.append(PreviewText::tr("Note: %1").arg(note));
    return lines.join(u'\n');
}

void markVariables(QPlainTextEdit *view)
{
    new VariableMarks(view->document());
}

} // namespace hopscope
