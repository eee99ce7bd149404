"""Commands about job ads: `gaps`, `match`, `salary`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from talentcast.commands.options import (
    FormatOption,
    LangOption,
    MapOption,
    PlotOption,
    ResultOut,
    TaxonomyOption,
    check_outputs,
    deliver,
    language_of,
    mapping_of,
    out_option,
)


class LineFormat(StrEnum):
    """What `salary` prints."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class MatchFormat(StrEnum):
    """What `match` prints."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


class EngineName(StrEnum):
    """Where `gaps` runs."""

    local = "local"
    spark = "spark"


class Grouping(StrEnum):
    """What the rows of `gaps` are."""

    occupation = "occupation"
    industry = "industry"
    city = "city"
    district = "district"


def gaps(
    postings: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Files of job ads: csv, tsv, xlsx, json, json lines, parquet, or folders of "
            "them. 招聘数据文件或文件夹",
        ),
    ],
    map: MapOption = None,
    taxonomy: TaxonomyOption = None,
    by: Annotated[Grouping, typer.Option("--by", help="Rows of the table. 按何分组")] = (
        Grouping.occupation
    ),
    stock: Annotated[
        Path | None,
        typer.Option(
            "--stock", metavar="FILE", help="Employed persons by occupation (or as --by). 在岗人数"
        ),
    ] = None,
    seekers: Annotated[
        Path | None,
        typer.Option(
            "--seekers", metavar="FILE", help="Job seekers by occupation (or as --by). 求职人数"
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects", metavar="FILE", help="Write rejected rows with the reason (csv). 剔除行"
        ),
    ] = None,
    duplicates: Annotated[
        Path | None,
        typer.Option(
            "--duplicates",
            metavar="FILE",
            help="List repeated ads (csv): row, row kept, reason, repost or not. 重复广告清单",
        ),
    ] = None,
    near: Annotated[
        bool,
        typer.Option(
            "--near",
            help="Also merge ads with nearly the same text, right in 76 to 89 % of merges read by "
            "eye. 合并近似广告（人工核对约四分之三到九成正确）",
        ),
    ] = False,
    compare: Annotated[
        list[Path] | None,
        typer.Option(
            "--compare",
            metavar="FILE",
            help="Ads of an earlier period, same sites: tells entries to and exits from the "
            "shortage list, growth, emerging skills; may be repeated. 较早时期的招聘数据",
        ),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option(
            "--reference", metavar="FILE", help="Scale of an earlier run (csv). 沿用的参照"
        ),
    ] = None,
    save_reference: Annotated[
        Path | None,
        typer.Option(
            "--save-reference", metavar="FILE", help="Store the scale of this run (csv). 保存参照"
        ),
    ] = None,
    window_months: Annotated[
        int | None,
        typer.Option(
            "--window-months",
            metavar="N",
            help="Length of the two windows that growth compares; default 12, or half of the "
            "dates' span where that is shorter. 比较时段的月数",
        ),
    ] = None,
    monthly_equivalent: Annotated[
        bool,
        typer.Option(
            "--monthly-equivalent",
            help="Pay as a twelfth of a year's, with 13 to 16 months where ads state them, in the "
            "place of contract pay a month. 薪酬按年薪÷12",
        ),
    ] = False,
    out: ResultOut = None,
    format: FormatOption = None,
    plot: PlotOption = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the bootstrap. 随机种子")] = 0,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="Where it runs; same numbers. 运行引擎")
    ] = EngineName.local,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", metavar="N", help="Processes of the local engine; all cores. 进程数"
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Estimate gaps from files of ads."""
    from talentcast import api
    from talentcast.engines.memory import return_large_blocks

    return_large_blocks()
    given = [p for p in (*postings, *(compare or []), stock, seekers, reference) if p is not None]
    check_outputs(
        out, format, chart=plot, others=[rejects, duplicates, save_reference], inputs=given
    )
    result = api.gaps(
        postings,
        mapping=mapping_of(map),
        taxonomy=taxonomy,
        by=by.value,
        stock=stock,
        seekers=seekers,
        rejects=rejects,
        duplicates=duplicates,
        near=near,
        compare=compare or None,
        reference=reference,
        window_months=window_months,
        monthly_equivalent=monthly_equivalent,
        seed=seed,
        engine=engine.value,
        workers=workers,
        lang=language_of(lang),
    )
    if save_reference:
        result.save_reference(save_reference)
    if plot:
        result.plot(plot)
    deliver(result, out, format)


def match(
    source: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE",
            help="The text of one ad, or a file of ads; with --title a .txt file is one ad. "
            "广告文本或文件",
        ),
    ],
    title: Annotated[
        str | None, typer.Option("--title", help="Title of the one ad. 职位名称")
    ] = None,
    map: MapOption = None,
    taxonomy: TaxonomyOption = None,
    out: Annotated[Path | None, out_option("json, jsonl")] = None,
    format: Annotated[
        MatchFormat | None,
        typer.Option("--format", help="Default: table for a text, jsonl for a file. 输出格式"),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Explain ads."""
    from talentcast.api import commands

    commands.match_command(
        source,
        title=title,
        mapping=mapping_of(map),
        taxonomy=taxonomy,
        out=out,
        format=format.value if format else None,
        lang=language_of(lang),
        stream=sys.stdout,
    )


def salary(
    source: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE", help="A pay text, or a file with one a line. 薪酬文本或文件"
        ),
    ],
    format: Annotated[
        LineFormat | None, typer.Option("--format", help="What to print; default table. 输出格式")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Parse pay."""
    from talentcast.api import commands

    commands.salary_command(
        source, format=format.value if format else None, lang=language_of(lang), stream=sys.stdout
    )


def transitions(
    occupation: Annotated[
        str,
        typer.Argument(
            metavar="OCCUPATION", help="Title in Chinese or English, alias, or id. 职业名称"
        ),
    ],
    postings: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="Files of job ads, as for gaps: their skills and pay are the evidence. 招聘数据",
        ),
    ] = None,
    map: MapOption = None,
    taxonomy: TaxonomyOption = None,
    out: ResultOut = None,
    format: FormatOption = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the bootstrap. 随机种子")] = 0,
    lang: LangOption = None,
) -> None:
    """List moves out of an occupation."""
    from talentcast import api

    check_outputs(out, format, inputs=postings or [])
    result = api.transitions(
        occupation,
        postings or [],
        mapping=mapping_of(map),
        taxonomy=taxonomy,
        seed=seed,
        lang=language_of(lang),
    )
    deliver(result, out, format)


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        short_help="Estimate shortage and pay from job ads. 紧缺与薪酬",
        help="Estimate shortage index, stars and median pay per occupation from job ads. "
        "从招聘广告估计各职业的紧缺指数、星级与薪酬中位数。",
    )(gaps)
    app.command(
        short_help="Explain ads: skills, occupation, pay. 解读广告",
        help="Explain one ad, or every ad of a file: skills with evidence, occupation, pay. "
        "解读一条广告或文件中的每条广告：技能及依据、职业、薪酬。",
    )(match)
    app.command(
        short_help="Parse pay texts such as 15-25K·14薪. 解析薪酬",
        help="Parse pay texts such as 15-25K·14薪. 解析薪酬文本，如 15-25K·14薪。",
    )(salary)
    app.command(
        short_help="Where people of an occupation can move. 转岗",
        help="List where the people of an occupation can move, which skills they lack, and what it "
        "does to pay, from job ads. 从招聘广告看一个职业可转向何处、欠缺哪些技能、薪酬如何变化。",
    )(transitions)
