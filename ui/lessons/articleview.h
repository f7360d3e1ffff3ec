// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/article.h"

#include <QScrollArea>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace hopscope
{

/// "Check the article": a row for each claim with what it can be judged to be; Check tells what is right, why, and
/// where that is written.
class ArticleView : public QScrollArea
{
    Q_OBJECT

public:
    explicit ArticleView(const Article &article, QWidget *parent = nullptr);

    /// Tab comes to the first claim from `before`, and goes on to `after` from what is last.
    void setTabNeighbours(QWidget *before, const QList<QWidget *> &after);

Q_SIGNALS:
    void statusMessage(const QString &text);

private:
    void addClaim(QWidget *rows, int index);
    QList<std::optional<ClaimVerdict>> chosen() const;
    void check();
    void beginAnew();

    struct Row {
        QButtonGroup *verdicts = nullptr;
        QLabel *reason = nullptr;
    };
    Article m_article;
    QList<Row> m_rows;
    QLabel *m_score;
    QPushButton *m_check;
    QPushButton *m_again;
};

} // namespace hopscope
