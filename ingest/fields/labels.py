"""The labels printed on permits, forms and title blocks, with their synonyms: first the Chinese, then the English.

Sources: reference sheets and verification pages named in docs; permit labels have not been confirmed by a picture of
a real permit yet, which is why they are tolerant and many. Order is preference.
"""

PROJECT = (
    "建设项目名称",
    "建筑工程名称",
    "建设工程名称",
    "单位工程名称",
    "工程项目名称",
    "工程名称",
    "项目名称",
    "工程项目",
    "建设项目",
    "Project Name",
    "Project Title",
    "Name of Project",
    "Job Name",
    "Project",
)
BUILDING = ("子项名称", "单体名称", "子项", "栋号", "Building Name", "Sub-project")
CONSTRUCTION_UNIT = (
    "建设单位名称",
    "建设单位(个人)",
    "建设单位(业主)",
    "建设单位",
    "用地单位",
    "业主单位",
    "建设方",
    "权利人",
    "委托单位",
    "顾客名称",
    "业主",
    "甲方",
    "Property Owner",
    "Owner Name",
    "Owner",
    "Developer",
    "Client Name",
    "Client",
    "Applicant Name",
    "Applicant",
)
SURVEY_UNIT = ("勘察单位名称", "勘察单位", "勘测单位", "Survey Unit")
DESIGN_UNIT = (
    "勘察设计单位",
    "设计单位名称",
    "设计单位",
    "设计院",
    "设计机构",
    "Design Unit",
    "Design Firm",
    "Architect of Record",
    "Architect/Engineer",
    "Architect",
    "Designer",
    "Engineer",
)
CONTRACTOR = (
    "施工总承包单位",
    "总承包单位",
    "施工单位名称",
    "施工单位",
    "承建单位",
    "承包单位",
    "施工企业",
    "General Contractor",
    "Contractor Name",
    "Contractor",
)
SUPERVISION_UNIT = ("监理单位名称", "监理单位", "工程监理单位", "监理公司", "Supervision Unit", "Supervisor")
LOCATION = (
    "建设项目拟选位置", "项目拟选位置", "建设位置", "建设地址", "建设地点", "工程地点", "工程地址", "用地位置",
    "项目地址",
    "项目地点", "拟建位置", "项目位置", "坐落", "地点", "位置", "地址",
    "Site Address", "Project Address", "Property Address", "Property", "Job Address", "Site Location", "Location",
    "Address",
)  # fmt: skip
BUILDING_AREA = (
    "实测建筑面积", "总建筑面积", "建筑面积", "建设规模", "建筑规模", "工程规模", "拟建设规模", "规模", "面积",
    "Gross Floor Area", "Total Floor Area", "Building Area", "Floor Area",
)  # fmt: skip
STRUCTURE = ("结构类型", "结构形式", "结构型式", "结构体系", "房屋结构", "Construction Type", "Type of Construction",
             "Structure Type", "Structure")  # fmt: skip
STOREYS = ("建筑层数", "总层数", "层数", "Number of Storeys", "Number of Stories", "Storeys", "Stories")
ISSUER = (
    "发证机关(章)",
    "核发机关(章)",
    "发证机关",
    "核发机关",
    "备案机关",
    "登记机构",
    "审批机关",
    "发证单位",
    "备案部门",
    "Issuing Authority",
    "Issued By",
    "Building Official",
)
ISSUE_DATE = ("发证日期", "核发日期", "签发日期", "颁发日期", "登记日期", "Date Issued", "Issue Date", "Issued On",
              "Date of Issue", "Permit Date")  # fmt: skip
ACCEPTANCE_DATE = ("竣工验收日期", "竣工验收时间", "验收日期")
FILING_DATE = ("备案日期", "备案时间")
PLAIN_DATE = ("日期", "时间", "Date")
DRAWING_DATE = ("出图日期", "设计日期", "制图日期", "编制日期", "绘制日期", "出图时间", "Drawing Date", "Date Drawn",
                "Plot Date")  # fmt: skip
PERMIT_NO = (
    "建设工程规划许可证编号", "建设工程规划许可证号", "建设用地规划许可证号", "规划许可证编号", "规划许可证号",
    "施工许可证编号", "施工许可证号", "许可证编号", "许可证号", "施工许可证", "规划许可证", "证书编号", "编号", "证号",
    "Permit Number", "Permit No.", "Permit No", "Permit #", "Application Number", "Application No", "Reference No",
)  # fmt: skip
FILING_NO = ("竣工验收备案编号", "竣工备案编号", "备案登记号", "备案编号", "备案证号", "备案号", "Filing No")
ARCHIVE_NO = ("档案编号", "城建档号", "档号", "Archive No")
INVESTMENT_CODE = ("投资项目统一代码", "投资项目代码", "项目统一代码", "项目代码")
DRAWING_NO = (
    "图纸编号", "图纸号", "图号", "图别图号", "图别-图号", "Drawing Number", "Drawing No", "Sheet Number", "Sheet No",
    "Dwg Number", "Dwg No", "Dwg. No", "Drawing Ref", "Drg No", "Dwg n°", "Drawing n°", "Drg. No", "Sheet #", "Sheet",
)  # fmt: skip
DRAWING_NAME = (
    "图纸名称", "图纸内容", "图名", "图纸标题", "Drawing Title", "Sheet Title", "Drawing Name", "Sheet Name",
    "Dwg Title", "Drawing", "Title",
)  # fmt: skip
DISCIPLINE = ("专业", "图别", "工种", "专业名称", "Discipline")
STAGE = ("设计阶段", "阶段", "Stage", "Phase", "Status")
SCALE = ("出图比例", "比例", "比例尺", "Scale @ A0", "Scale @ A1", "Scale @ A2", "Scale @ A3", "Scale @ A4",
         "Scale(s)", "Drawing Scale", "Scale")  # fmt: skip
REVISION = ("版次", "版本号", "版本", "修改版次", "版号", "Revision No", "Revision", "Rev No", "Rev.", "Rev")
VOLUME_TITLE = ("案卷题名", "题名", "案卷名称", "卷名")
VOLUME_AUTHOR = ("编制单位", "立卷单位", "组卷单位")
VOLUME_DATES = ("起止日期", "起止时间", "编制日期")
SECRECY = ("密级", "保密级别", "秘密等级", "密级和保密期限")

# Labels that are no field of ours; knowing them keeps their values out of the neighbours.
OTHER = (
    "审定人", "审核人", "审定", "审核", "校核", "校对", "设计人", "设计", "制图", "绘图", "描图", "项目负责人",
    "专业负责人",
    "项目负责", "专业负责", "工种负责人", "工种负责", "设计总负责", "设计主持人", "项目经理", "负责人", "工程负责人",
    "会签",
    "设计号", "工程编号", "工程号", "项目编号", "资质证书编号", "资质证书号", "资质等级", "证书等级", "合同编号",
    "子项号", "图幅", "张数", "共张", "出图专用章", "注册师签章", "修改记录", "备注", "说明",
    "合同价格", "合同工期", "合同开工日期", "合同竣工日期", "开工日期", "竣工日期", "计划开工日期", "计划竣工日期",
    "工程造价", "造价", "工程类别", "类别", "工程用途", "用途", "长度", "其他技术指标", "施工图审查书号",
    "质量监督机构",
    "监督号", "本次备案范围", "附图及附件名称", "附件", "建设项目依据", "项目建设依据", "拟用地面积", "用地面积",
    "土地用途",
    "用地性质", "土地取得方式", "批准用地机关", "批准用地文号", "共有情况", "不动产单元号", "权利类型", "权利性质",
    "使用期限",
    "权利其他状况", "勘察单位项目负责人", "设计单位项目负责人", "施工单位项目负责人", "总监理工程师", "监理工程师",
    "法定代表人", "联系人", "联系电话", "电话", "邮编", "遵守事项", "注意事项", "技术负责人", "编制人", "现场监理",
    "序号", "文件编号", "责任者", "文件题名", "页次", "保管期限", "立卷人", "卷号", "缩微号", "档案馆号",
    "档案馆代号", "总登记号",
    "施工图审查机构", "质量监督单位", "报建日期", "地上层数", "地下层数", "建筑高度", "基底面积", "抗震设防烈度",
    "Drawn By", "Drawn", "Checked By", "Checked", "Chk'd", "Approved By", "Approved", "Designed By", "Designed",
    "Reviewed By", "Project Number", "Project No", "Job Number", "Job No", "Valuation", "Project Manager", "Phone",
    "Tel",
    "Fax", "Email", "Notes", "Legend", "Revisions", "Description", "Paper Size", "Expiration Date", "Expires", "Fee",
    "Occupancy", "Use", "Parcel Number", "Zoning", "Contact", "License No", "Date Received", "Application Date",
    "Sheet Size", "Size", "File", "North", "Key Plan", "Consultant", "Consultants", "Seal", "Copyright",
)  # fmt: skip

EVERY: tuple[str, ...] = (
    *PROJECT, *BUILDING, *CONSTRUCTION_UNIT, *SURVEY_UNIT, *DESIGN_UNIT, *CONTRACTOR, *SUPERVISION_UNIT, *LOCATION,
    *BUILDING_AREA, *STRUCTURE, *STOREYS, *ISSUER, *ISSUE_DATE, *ACCEPTANCE_DATE, *FILING_DATE, *PLAIN_DATE,
    *DRAWING_DATE, *PERMIT_NO, *FILING_NO, *ARCHIVE_NO, *INVESTMENT_CODE, *DRAWING_NO, *DRAWING_NAME, *DISCIPLINE,
    *STAGE, *SCALE, *REVISION, *VOLUME_TITLE, *VOLUME_AUTHOR, *VOLUME_DATES, *SECRECY, *OTHER,
)  # fmt: skip
