// SPDX-License-Identifier: MIT
#include "ui/message/bodyview.h"

#include "paint/chainpainter.h"
#include "paint/labels.h"
#include "ui/look/bytestext.h"
#include "ui/look/widgets.h"
#include "ui/message/bodyimage.h"
#include "ui/message/bodytext.h"
#include "ui/message/jsonmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStringConverter>
#include <QTreeView>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Beyond this a body is shown from its beginning only: the text edit is no place for megabytes.
constexpr qsizetype kShownBodyBytes = 256 * 1024;
/// Of these characters each has four bytes at most.
constexpr qsizetype kSurelyShown = kShownBodyBytes / 4;
constexpr qsizetype kShownHexBytes = 64 * 1024;
constexpr int kJsonDepthShown = 2;
constexpr int kJsonNameWidth = 240;
constexpr qsizetype kHashDigits = 12;

constexpr const char *kModes[] = {
    QT_TRANSLATE_NOOP("hopscope::BodyView", "Text"),
    QT_TRANSLATE_NOOP("hopscope::BodyView", "JSON"),
    QT_TRANSLATE_NOOP("hopscope::BodyView", "Picture"),
    QT_TRANSLATE_NOOP("hopscope::BodyView", "Hex"),
};
static_assert(std::size(kModes) == BodyView::ModeCount);

enum PageNumber { TextPage, ImagePage, TreePage };

/// The first byte that is no space decides whether it is worth reading as JSON.
bool mayBeJson(const QByteArray &bytes, const QByteArray &contentType)
{
    const QByteArray type = contentType.toLower();
    const QByteArray start = bytes.first(std::min<qsizetype>(bytes.size(), 64)).trimmed();
    return type.contains("json") || start.startsWith('{') || start.startsWith('[');
}

} // namespace

BodyView::BodyView(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_name(name),
      m_mode(new ComboBox(tr("%1: how to show the body").arg(name), false)),
      m_facts(new QLabel),
      m_pages(new QStackedWidget),
      m_text(readOnlyText(tr("%1: body").arg(name))),
      m_image(new QLabel)
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_image->setAlignment(Qt::AlignCenter);
    m_image->setWordWrap(true);
    m_image->setAccessibleName(tr("%1: body as a picture").arg(name));
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_image);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &BodyView::refresh);
}

QWidget *BodyView::modeBox() const
{
    return m_mode;
}

void BodyView::showBody(const Body &body, const QByteArray &contentType)
{
    m_body = body;
    m_start = 0;
    m_contentType = contentType;
    Mode best = Text;
    if (looksLikeImage(body.bytes))
        best = Image;
    else if (mayBeJson(body.bytes, contentType) && readJson(body.bytes))
        best = Json;
    else if (body.bytes.contains('\0') && QStringConverter::encodingForData(body.bytes) == std::nullopt)
        best = Hex;
    offer(best);
    refresh();
}

/// Only the modes that can show something.
void BodyView::offer(Mode best)
{
    const QSignalBlocker quiet(m_mode);
    m_mode->clear();
    for (int mode = 0; mode < ModeCount; ++mode) {
        const bool fits = mode == Text || mode == Hex || mode == best;
        if (fits)
            m_mode->addItem(tr(kModes[mode]), mode);
    }
    m_mode->setCurrentIndex(m_mode->findData(best));
    m_mode->setVisible(m_body.size > 0);
    setVisible(m_body.size > 0);
}

void BodyView::refresh()
{
    QStringList facts{m_body.size > 0 ? sizeText(m_body.size) : tr("none")};
    switch (Mode(m_mode->currentData().toInt())) {
    case Json:
        showJson();
        break;
    case Image:
        showImage();
        break;
    case Hex:
        showHex();
        if (m_body.bytes.size() > kShownHexBytes)
            facts.append(tr("the first %1 are shown").arg(sizeText(kShownHexBytes)));
        break;
    default:
        facts += showText();
    }
    if (m_body.truncated && m_body.bytes.size() < m_body.size && m_body.bytes.size() > 0)
        facts.append(tr("%1 kept").arg(sizeText(m_body.bytes.size())));
    if (!m_body.sha256.isEmpty())
        facts.append(tr("SHA-256 %1…").arg(QString::fromLatin1(m_body.sha256.left(kHashDigits))));
    m_facts->setText(facts.join(u" · "_s));
    m_facts->setToolTip(QString::fromLatin1(m_body.sha256));
}

/// Returns the facts of what is shown.
QStringList BodyView::showText()
{
    QStringList facts;
    m_pages->setCurrentIndex(TextPage);
    if (m_start > 0) {
        const BodyText whole = bodyText(m_body.bytes, m_contentType);
        const QString shown = whole.text.mid(m_start, kShownBodyBytes);
        m_shown = shown;
        m_text->setPlainText(shown);
        return {tr("characters %1 to %2 are shown").arg(m_start + 1).arg(m_start + shown.size()), whole.charset};
    }
    const QByteArray shown = m_body.bytes.first(std::min(m_body.bytes.size(), kShownBodyBytes));
    const BodyText text = bodyText(shown, m_contentType);
    m_shown = text.text;
    m_text->setPlainText(text.text);
    if (shown.size() < m_body.size)
        facts.append(tr("the first %1 are shown").arg(sizeText(shown.size())));
    if (!shown.isEmpty())
        facts.append(text.charset);
    return facts;
}

void BodyView::showMatch(qsizetype from, qsizetype length)
{
    m_start = from + length <= kSurelyShown ? 0 : std::max<qsizetype>(0, from - kShownBodyBytes / 2);
    if (const int text = m_mode->findData(Text); m_mode->currentIndex() != text)
        m_mode->setCurrentIndex(text);
    else
        refresh();
    markText(*m_text, m_shown.left(from - m_start), length);
}

void BodyView::showHex()
{
    m_text->setPlainText(hexText(QByteArrayView(m_body.bytes).first(std::min(m_body.bytes.size(), kShownHexBytes))));
    m_pages->setCurrentIndex(TextPage);
}

QTreeView *BodyView::tree()
{
    if (m_tree)
        return m_tree;
    m_json = new JsonModel(this);
    m_tree = new QTreeView;
    m_tree->setModel(m_json);
    m_tree->setAccessibleName(tr("%1: body as JSON").arg(m_name));
    keepMono(m_tree);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(JsonModel::Name, kJsonNameWidth);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &BodyView::treeMenu);
    m_pages->insertWidget(TreePage, m_tree);
    return m_tree;
}

void BodyView::treeMenu(QPoint point)
{
    const QModelIndex index = m_tree->indexAt(point);
    if (!index.isValid())
        return;
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    const QString value = index.siblingAtColumn(JsonModel::Value).data().toString();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy &value"), this, [copy, value] { copy(value); });
    menu->addAction(tr("Copy &path"), this, [copy, path = m_json->pathOf(index)] { copy(path); });
    menu->popup(m_tree->viewport()->mapToGlobal(point));
}

void BodyView::showJson()
{
    const Result<JsonNode> json = readJson(m_body.bytes);
    if (!json)
        return;
    tree();
    m_json->setJson(m_body.bytes, *json);
    m_tree->expandToDepth(kJsonDepthShown);
    m_pages->setCurrentIndex(TreePage);
}

void BodyView::showImage()
{
    const Result<QImage> image = decodeImage(m_body.bytes, m_image->size().expandedTo({64, 64}));
    if (image)
        m_image->setPixmap(QPixmap::fromImage(*image));
    else
        m_image->setText(image.error);
    m_pages->setCurrentIndex(ImagePage);
}

void BodyView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_mode->currentData().toInt() == Image && m_body.size > 0)
        showImage();
}

} // namespace hopscope
