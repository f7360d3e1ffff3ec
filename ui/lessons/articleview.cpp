// SPDX-License-Identifier: MIT
#include "ui/lessons/articleview.h"

#include "redirect/sources.h"
#include "ui/look/flowlayout.h"
#include "ui/look/links.h"
#include "ui/look/widgets.h"

#include <QButtonGroup>
#include <QFontInfo>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostArticleWidth = 860;
constexpr double kArticleTitleScale = 1.5;

} // namespace

ArticleView::ArticleView(const Article &article, QWidget *parent)
    : QScrollArea(parent),
      m_article(translated(article)),
      m_score(new QLabel),
      m_check(new QPushButton(tr("Chec&k"))),
      m_again(new QPushButton(tr("Begin a&new")))
{
    setObjectName(u"page"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    auto *title = new QLabel(m_article.title);
    auto *about = new QLabel(tr("%1 Judge each claim: is it true, false, or true only in part?").arg(m_article.about));
    for (QLabel *label : {title, about, m_score}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    keepFont(title, [](const QFont &base) {
        QFont font = base;
        font.setPointSizeF(QFontInfo(base).pointSizeF() * kArticleTitleScale);
        font.setBold(true);
        return font;
    });
    makeMuted(about);
    makeBold(m_score);
    m_score->setAccessibleName(tr("Score of the article"));
    m_check->setObjectName(u"primary"_s);
    m_check->setAccessibleName(tr("Check"));
    m_again->setAccessibleName(tr("Begin anew"));
    m_again->setEnabled(false);
    auto *rows = new QWidget;
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(14);
    layout->addWidget(title);
    layout->addWidget(about);
    for (int i = 0; i < m_article.claims.size(); ++i)
        addClaim(rows, i);
    auto *buttons = new QWidget;
    auto *flow = new FlowLayout(buttons);
    for (QPushButton *button : {m_check, m_again})
        flow->addWidget(button);
    layout->addWidget(buttons);
    layout->addWidget(m_score);
    layout->addStretch(1);
    rows->setMaximumWidth(kMostArticleWidth);
    setWidget(rows);
    rows->setAutoFillBackground(false); // setWidget() sets it
    connect(m_check, &QPushButton::clicked, this, &ArticleView::check);
    connect(m_again, &QPushButton::clicked, this, &ArticleView::beginAnew);
}

void ArticleView::addClaim(QWidget *rows, int index)
{
    const Claim &claim = m_article.claims.at(index);
    auto *text = new QLabel(u"%1. %2"_s.arg(index + 1).arg(claim.text));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    Row row{new QButtonGroup(this), richLabel(tr("Reason for claim %1").arg(index + 1))};
    auto *options = new QWidget;
    auto *flow = new FlowLayout(options);
    for (const ClaimVerdictRow &each : claimVerdicts()) {
        auto *button = new QRadioButton(titleOf(each.verdict));
        button->setAccessibleName(tr("Claim %1: %2").arg(index + 1).arg(titleOf(each.verdict)));
        button->setAccessibleDescription(claim.text);
        row.verdicts->addButton(button, int(each.verdict));
        flow->addWidget(button);
    }
    row.reason->hide();
    auto *whole = new QWidget;
    auto *layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QWidget *widget : std::initializer_list<QWidget *>{text, options, row.reason})
        layout->addWidget(widget);
    rows->layout()->addWidget(whole);
    m_rows.append(row);
}

QList<std::optional<ClaimVerdict>> ArticleView::chosen() const
{
    QList<std::optional<ClaimVerdict>> all;
    for (const Row &row : m_rows) {
        const int id = row.verdicts->checkedId();
        all.append(id < 0 ? std::nullopt : std::optional(ClaimVerdict(id)));
    }
    return all;
}

void ArticleView::check()
{
    const QList<std::optional<ClaimVerdict>> verdicts = chosen();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Claim &claim = m_article.claims.at(i);
        const std::optional<ClaimVerdict> each = verdicts.at(i);
        const QString mark = !each ? tr("• Not answered.") : *each == claim.verdict ? tr("✔ Right.") : tr("✖ Wrong.");
        m_rows.at(i).reason->setText(
            u"<b>%1 %2.</b> %3 <small>[%4]</small>"_s.arg(mark, titleOf(claim.verdict), claim.reason.toHtmlEscaped(),
                                                          linkHtml(sourceLink(claim.source), claim.source)));
        m_rows.at(i).reason->show();
        for (QAbstractButton *button : m_rows.at(i).verdicts->buttons())
            button->setEnabled(false);
    }
    m_score->setText(tr("%1 of %2 right").arg(rightVerdicts(m_article, verdicts)).arg(m_rows.size()));
    m_check->setEnabled(false);
    m_again->setEnabled(true);
    m_again->setFocus(Qt::OtherFocusReason);
    Q_EMIT statusMessage(m_score->text());
}

void ArticleView::beginAnew()
{
    for (const Row &row : std::as_const(m_rows)) {
        row.reason->hide();
        row.verdicts->setExclusive(false);
        for (QAbstractButton *button : row.verdicts->buttons()) {
            button->setChecked(false);
            button->setEnabled(true);
        }
        row.verdicts->setExclusive(true);
    }
    m_score->clear();
    m_check->setEnabled(true);
    m_again->setEnabled(false);
    m_rows.constFirst().verdicts->buttons().constFirst()->setFocus(Qt::OtherFocusReason);
}

void ArticleView::setTabNeighbours(QWidget *before, const QList<QWidget *> &after)
{
    QList<QWidget *> order{before};
    for (const Row &row : std::as_const(m_rows)) {
        for (QAbstractButton *button : row.verdicts->buttons())
            order.append(button);
        order.append(row.reason);
    }
    setTabOrderOf(order + QList<QWidget *>{m_check, m_again} + after);
}

} // namespace hopscope
