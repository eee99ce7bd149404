"""Verdicts on disagreements of occupations_zh.py, read by hand (lists only).

For each occupation given: the titles, as the first ten digits of SHA-1 of the title in lower case,
for which it was judged right or wrong, whatever the site says. Judged from the title, where that
was not enough from the text of the ad.
"""

from __future__ import annotations

RIGHT = {
    "account-manager": "46b6d8fdc0 70ee04345e 88493710b1 d62010c072",
    "accountant": "83f8b3c28d",
    "ai-product-manager": "4bd67ba35d",
    "algorithm-engineer": "8d66feaaf5",
    "android-developer": "403572f3ce 84a6ca6846",
    "animator-3d": (
        "199538824b 30dd75438a 3efd201b08 550857ae8b 5d8530e46f 66b0940d9d 7515d9759c "
        "8afd91d9ca 90c815bbe6 92c676ae01 9aed73a91b"
    ),
    "architect": "dcdf7c9ab8",
    "auto-mechanic": (
        "0de5cb7abf 0fc6cff26d 1239e9ba19 285f30f06d 7daff3ebad c7dbec9b73 cc63197cfe "
        "d496696ae8 d62a0fd6ad e5c77149d7 e5ffd88d20 f17f80d29c f7343bb0a1"
    ),
    "backend-developer": "2cbb103ae7 77d933980a ef1182842e",
    "battery-engineer": "f5c651acff",
    "big-data-engineer": (
        "13fb347739 2381bea05b 2a09bf9d2c 3859e46420 40ae80cabd 41b77331cf 4221b9a2b0 "
        "43e8fc39de 5a9ac0216e 68e02b9df8 7a88c6f3c2 81d4af958e 88185f3627 af05d2d7c4 "
        "b48a1dfe8e b92558140d be165ba038 c0e309aafa e9005ec901 f609f5c756"
    ),
    "bioinformatics-engineer": "1fdd5dec4b",
    "biotech-researcher": "332f8d1046 4e953d66f9 ab3b029ffd",
    "building-services-engineer": "cea2a2789a",
    "business-development": "1924d391db ca7986f2e5 cf858d97d8 e168233517 ed1a218afd",
    "buyer": "06f65a99fa 5b0b6ee8ce bb304d6324 d7a9fd958f",
    "computer-vision-engineer": "e7136c6b84",
    "construction-manager": "681c098be4",
    "content-moderator": "d0451f0143",
    "courier": "b90a9dc7a9 be2e06acfa",
    "cpp-developer": "044a99f34a 5b76698af1 a49d586316 b506e581c7 d8884adf95",
    "crawler-engineer": "12c642db86 a220c5ecbf",
    "customer-service": "9e9b1490f1",
    "data-analyst": (
        "074f391171 20b2cbb74f 2a39a9ba89 3fc147bfcb 61f718de6b 64e6c0d0c4 78054cc35f "
        "ba07f23bf6 c36433b75c fcd0b3b540 bf9c481fc4"
    ),
    "data-annotator": "00767bc9b5 7e34104929 8269841ae6 d08cad3531",
    "data-clerk": (
        "00c70215c9 0c221642d2 159220d0f4 15c3c2d615 2132aa082e 28a2b67e54 2989ab951b "
        "2b551a7cc2 4c16d5e257 541db70f0e 6c6d8eecda 6d7b713f8f b38d49fee7 bd32031626 "
        "cfb9008b56 e602e70f42 f24b6531c1"
    ),
    "data-engineer": "0506482809 37cd9d17fc 825d72e691 91d7800f75 a4b627464c c0582b1b2c",
    "data-governance-engineer": "0ef9489855 2ad86e3aba b4be39881a cfc5d65f17",
    "data-product-manager": (
        "0976babbd2 5a9ac0216e 81d4af958e 9eb6613216 a46ef7ed53 a5d14914ca a6b1394dcb"
    ),
    "data-scientist": "61430b676e 6757a646d7 6b15a9bdd5 8e4fe1c1da c51677196f eed8826731",
    "data-warehouse-engineer": "3fbefa3869",
    "digital-marketer": "6c0643fcaf cbd8d20045 e22e632aab f2f1e4cac0 fc611d15e9 14131d132d",
    "driver": "c78aae6a83",
    "ecommerce-operator": "08e319dfd1 08f7c7aa16 f2888ecc42",
    "editor-journalist": "55ffc0865f f128bd85fd",
    "electrical-engineer": "0304930c41 50c8d7debb",
    "embedded-engineer": "06690dcfa1 2abff8862f 4664ca6508",
    "energy-storage-engineer": "f5c651acff",
    "executive-assistant": "0696056074",
    "financial-advisor": "9f2a7c7145 d5ecb9e1af fcc0bb5328",
    "financial-analyst": "a93d62c24e",
    "frontend-developer": "06811fd22e 0c3f53ec5b 2884671378 4b9e76bf6e d59e37597f fcb2c0fcde",
    "fullstack-developer": "4f840ca005 d01adb8a3f",
    "game-designer": "135ade3842 4960b7fbaf 5d9e88c5e1 7b4121ca95 b17b6e47a8",
    "game-developer": "3c414d201a 5ee45660d6 83cdfa28e0 9ab9a51da5",
    "general-manager": "0a6e36a662 1d2af4024e b0dcd71bc0",
    "golang-developer": "ae42d6f02c",
    "graphic-designer": "098cc722e4",
    "hardware-engineer": "5eedefc247 ca123aabc9",
    "implementation-engineer": "109cd34fbe 11986203f3 b1ee986b3f b8cd612021 ef4dfafba5",
    "investment-analyst": (
        "02267823fc 0329139675 11f6194de1 19fbe7598b 2052dc25c9 44089296cf 6c4550c8df "
        "b2ef4e55b7 d41e1b70fd db656039ef e1f1dd7c51 ee63838856"
    ),
    "ios-developer": "67c9ed8a6a f4f911f3b1",
    "iot-engineer": "75bbab603f",
    "it-manager": "5d98bf85e1 a53f7db3a5",
    "it-support": "292fcf0d8b",
    "java-developer": (
        "0ab0bb6012 2c042db9de 3559121cd8 42a3420e17 44a67379b0 4c1515b884 7dbf73b2e0 "
        "971770d34e b91b97c322 f71faeb5cf"
    ),
    "language-teacher": "7f88c6937e",
    "livestream-host": "2d60e21260",
    "livestream-operator": "1e64c17b71 4fcf34e5f6 fc611d15e9",
    "llm-engineer": "b5e213807e",
    "logistics-clerk": "007c35d68f c9d337fdba",
    "machine-learning-engineer": "cbc2109deb d6f634e1f1",
    "maintenance-worker": "0edae0cf67 18d575ad85 73b5395f00 811081115c c1f4c64c54 ee85bc93b9",
    "management-consultant": (
        "155e779e97 28441ed257 31816a895c 728bf12542 8dddefa6cb aff440fce9 b532f65961 e09617bea8"
    ),
    "management-trainee": "7480474c6a",
    "marketing-manager": "97b57b46f4 d2007642fc",
    "marketing-specialist": "3cb249b95e 822a905a65 cfdcf6b55f",
    "mathematician-statistician": "4a0e5bcb30 ad075de1d6 c706c7507d",
    "mechanical-engineer": "107d1d6cf7 cea2a2789a",
    "meteorologist": "4ab32af138 b5d6fe33c9",
    "mobile-developer": "312909197e c5aa93f8c4",
    "network-engineer": "87541ecc61",
    "new-energy-vehicle-engineer": "1620fb76fb",
    "new-media-operator": "1e64c17b71 4fcf34e5f6 7eba0bb6bc b3e359c3a9 f2f1e4cac0 fc611d15e9",
    "operations-specialist": (
        "0bfa37cca7 0e2bcf9ffc 10a6384b97 16d52dac27 18b0970e85 19ce7d8df2 1ff099fdf7 "
        "287c0723a4 4bef66205c 597fac2172 993dd2dc25 d75f7adc4a"
    ),
    "painter": "946e36de99",
    "php-developer": "0c045f1d18 373b3f515a 4b679e01f7 57081f4212 67dad38938",
    "physician": "55dd62fc9d",
    "pilot": "6d5751467b",
    "presales-engineer": (
        "16d6c79944 33d30efa2d 7bcb512bb5 9f94c96381 d7c7cdfe7d fa1b44bff5 ffb440e761"
    ),
    "process-engineer": "681c098be4 dbca43a61e",
    "product-manager": (
        "04e9523be0 0976babbd2 19b08ebb3f 2037642213 31b1ceb84e 3da8a237d7 41092624e6 "
        "5fe2c40d48 6454064ffa 775f14fc80 8148f9876b 94761ea532 9a54aac4ca a6b1394dcb "
        "af685e3e78 b3d60ac790 b884b6d479 b90df26b46 ba32907779 c9cee5a465 d087c0c8d2"
    ),
    "production-worker": "9b900bd789",
    "project-manager": (
        "076acf3a49 2593ba171f 4f9a248d6b c81cdcf6b3 d3c712a393 ff6b920ba2 ffdfd3e73b "
        "5063745e9a 835310541f"
    ),
    "project-manager-it": "2593ba171f b2470b055c f00c1a000f",
    "python-developer": "262c292ad8 3ee9668b01 6f3ec3ce75 becd8a6e9e c9f19bf1fe",
    "quality-engineer": "107be09798 4e567bd763 faae36d361",
    "quant-researcher": "583126dbbc ff91b0d81a",
    "rd-manager": "53be3d44c1 80f66b8e45",
    "requirements-analyst": (
        "06ec3ba8aa 0d554ad023 117180ff11 9794d2a17f db2586f93d e5b95539d0 ecb0d0298a"
    ),
    "research-scientist": (
        "2632301bed 3e683c5add 7308e6ab15 7d1c7cd837 9d2eec4a32 e54a74c98a 97a7812a6d"
    ),
    "risk-analyst": "5d185b7fd4 5f6377d256 690dd5acad f0497310f5",
    "robotics-engineer": "5f2bc6a924 d4316e0c2d",
    "sales-engineer": "d8cb9fa20e f982f3e562",
    "sales-manager": "070cbe5326 0b73cc8bec 7a75400505 8d52bae7fd f39a4410f9",
    "sales-representative": "39a4b9776a 575546c995 63a1cc08d9 9ccbb77ceb 0b73cc8bec",
    "security-engineer": "8408d182dc",
    "social-researcher": "7dc30254ce a7cd5b0203 bc9227fc08 c8fe81de21 e356cc378b f28c84de80",
    "software-engineer": "65baa62dd3 c3322e9f44 f51f269caa",
    "software-tester": (
        "4966939afe 4e35d77bee 536b667871 625e54a1b7 6566be2d1a 9bf643aa08 a483cff2d6 "
        "a50828b3bf a70c13b8bf ce956b80e5 f76f7df5f9 "
        "a30f1d27cc aba80e1b66 5e8af9d24b"
    ),
    "solution-architect": (
        "0f4563e831 404bdc3440 4495eb47d1 476e04bdef 54c0469aee 66d7e35959 c0e304f697 e51642f36e"
    ),
    "speech-engineer": "da24310a34",
    "store-manager": "40c8545bdc",
    "supply-chain-manager": "2a2005c821 835310541f",
    "system-engineer": "15874e09b7 f136580383",
    "technical-support": "230c0b6cb2 604071d35e e32477a0e8 ec3011fb94 f9f22070f6",
    "test-developer": "38c25f6c3c 4fb8b0e7a2",
    "trader": "9f2a7c7145 d5ecb9e1af fcc0bb5328",
    "trainer": (
        "5a9b60151c 5d8c876c72 823f2a64cd 9b0e9fe6b3 a5f901c1d8 b7ad0510ef bf5223b461 "
        "c4c47b0bc3 c80fd0a460 c937e97039 f6caa4b262"
    ),
    "university-teacher": "264b501bdb",
    "ux-designer": "60091caa0b",
    "vehicle-cleaner": "e5c77149d7 a97e25db67",
    "video-producer": "bde59b955e da745e1f26",
}

WRONG = {
    "administrative-assistant": "0471fb7f63 7480474c6a 877bb39d25",
    "after-sales-engineer": "c598fefcfd",
    "algorithm-engineer": "b4d85ac15b d334056d86",
    "android-developer": "a97e25db67",
    "automotive-engineer": "ae171274bc",
    "beautician": "e5c77149d7 ee03e43a75",
    "big-data-engineer": "128b4e70fb 49b85cd6ca 774a31c0dc 826f7dbc05",
    "cashier-retail": "6c0643fcaf",
    "chemical-engineer": "0795f32d91",
    "cloud-engineer": "74adc52063",
    "construction-worker": "1670fab023",
    "cost-engineer": "5364c49dd6",
    "crawler-engineer": "617caf6156",
    "data-analyst": "cbd8d20045",
    "data-product-manager": "502d391581 8bf7d5f8a5 cf69e83129",
    "ecommerce-operator": "1091c9b62c",
    "game-developer": "70197aaaf6",
    "hr-manager": "7266337496",
    "ip-specialist": "33aea2f549",
    "llm-engineer": "e95f3f5791",
    "localization-engineer": "9a5e97ad25",
    "logistics-clerk": "2781ddaa97",
    "machine-learning-engineer": "a557900e5a af1c970459 eddfd0474c",
    "maintenance-worker": "261869e984 56a1c3d0f2 62011c274d ba67b83455 e5ffd88d20",
    "other-engineer": "ef91cb2700",
    "python-developer": "0945cc9b3a",
    "quality-inspector": "159220d0f4",
    "rd-manager": "5d98bf85e1",
    "real-estate-developer": "01fa633edd 16558f9bb5",
    "receptionist": "84ed67a9cc",
    "research-scientist": "1b484873f9",
    "sales-representative": "2f62e214e3 7bb6e48eeb",
    "social-researcher": "379ffadb48",
    "software-tester": "ae171274bc",
    "system-engineer": "3dbbb0d21f",
    "travel-agent": "c1c7983ff0",
    "urban-planner": "41d7e1aa7f dcdf7c9ab8",
    "valuer": "16558f9bb5",
}

VERDICTS = {
    (title, found): verdict
    for table, verdict in ((RIGHT, True), (WRONG, False))
    for found, titles in table.items()
    for title in titles.split()
}
